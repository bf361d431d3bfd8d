package io.bpftest.junit;

import io.bpftest.BpfConstant;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What one element declares for the handles in it: a method, a class with what it inherits, or an enclosing class.
 *
 * @param objects the objects it names
 * @param program the program it names for handles that name none
 * @param constants the constants it sets
 * @param isMethod whether it is a method
 */
record Level(
        List<ObjectDeclaration> objects, Optional<BpfProgram> program, List<BpfConstant> constants, boolean isMethod) {

    /** Gives the levels that a handle sees, the nearest first. */
    static List<Level> seenFrom(Optional<Method> method, Class<?> testClass) {
        List<Level> levels = new ArrayList<>();
        method.ifPresent(m -> levels.add(of(m, testClass)));
        for (Class<?> c : withEnclosing(testClass)) {
            levels.add(of(c, c));
        }
        return levels;
    }

    /** Gives a class and, for an inner one, the classes around it; a static nested class stands on its own. */
    static List<Class<?>> withEnclosing(Class<?> testClass) {
        List<Class<?>> classes = new ArrayList<>();
        Class<?> c = testClass;
        classes.add(c);
        while (c.getEnclosingClass() != null && !Modifier.isStatic(c.getModifiers())) {
            c = c.getEnclosingClass();
            classes.add(c);
        }
        return classes;
    }

    private static Level of(AnnotatedElement element, Class<?> owner) {
        List<ObjectDeclaration> objects = new ArrayList<>();
        for (BpfObject object : AnnotationSupport.findRepeatableAnnotations(element, BpfObject.class)) {
            objects.add(ObjectDeclaration.of(object, owner));
        }
        Optional<BpfProgram> program = AnnotationSupport.findAnnotation(element, BpfProgram.class);
        program.map(BpfProgram::object)
                .filter(file -> !file.isEmpty()
                        && objects.stream().noneMatch(o -> o.file().equals(file)))
                .ifPresent(file -> objects.add(ObjectDeclaration.ofFile(file, owner)));
        return new Level(
                objects,
                program,
                AnnotationSupport.findRepeatableAnnotations(element, BpfConstant.class),
                element instanceof Method);
    }
}
