package io.bpftest.junit;

import io.bpftest.BpfConstant;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
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

    /** Reads an element's annotations, those it inherits included. */
    static Level of(AnnotatedElement element, Class<?> owner) {
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
