package io.bpftest.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Keeps methods apart that share an object of lifecycle PER_CLASS, and classes apart that share static fields, when tests
 * run in parallel.
 *
 * <p>The locks are declared, not taken in the tests' threads: a thread that waits for a lock within a test can be the
 * one that its holder waits for.
 */
public final class PerClassLocks implements ResourceLocksProvider {

    /** For Jupiter. */
    public PerClassLocks() {}

    /** Each class that inherits a static field has it injected anew. */
    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        return staticFields(TestClass.of(testClass));
    }

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosingInstanceTypes, Class<?> testClass, Method testMethod) {
        TestClass ofMethod = TestClass.of(testClass, enclosingInstanceTypes);
        Set<Lock> locks = locks(ofMethod.levels(Optional.of(testMethod)));
        locks.addAll(testBeds(ofMethod.withEnclosing()));
        return locks;
    }

    /** A nested class may use what the classes around it share before its first method. */
    @Override
    public Set<Lock> provideForNestedClass(List<Class<?>> enclosingInstanceTypes, Class<?> testClass) {
        TestClass nested = TestClass.of(testClass, enclosingInstanceTypes);
        List<Level> levels = nested.levels(Optional.empty());
        Set<Lock> locks = locks(levels.subList(1, levels.size()));
        locks.addAll(testBeds(nested.withEnclosing().subList(1, levels.size())));
        locks.addAll(staticFields(nested));
        return locks;
    }

    /** Tells whether Jupiter asks for the locks of a test in a class: only annotations on classes and methods bring them. */
    static boolean areAskedFor(TestClass testClass, Method method) {
        return isLocked(method)
                || testClass.withEnclosing().stream().map(TestClass::type).anyMatch(PerClassLocks::isLocked);
    }

    private static boolean isLocked(AnnotatedElement element) {
        return AnnotationSupport.findRepeatableAnnotations(element, ResourceLock.class).stream()
                .anyMatch(lock -> List.of(lock.providers()).contains(PerClassLocks.class));
    }

    private static Set<Lock> staticFields(TestClass testClass) {
        Set<Lock> locks = new LinkedHashSet<>();
        for (Field field : testClass.fields()) {
            Class<?> declaring = field.getDeclaringClass();
            if (Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(declaring.getModifiers())) {
                locks.add(new Lock("io.bpftest fields of " + declaring.getName(), ResourceAccessMode.READ_WRITE));
            }
        }
        return locks;
    }

    private static Set<Lock> testBeds(List<TestClass> classes) {
        Set<Lock> locks = new LinkedHashSet<>();
        TestBeds.shared(classes)
                .forEach(name -> locks.add(new Lock("io.bpftest " + name, ResourceAccessMode.READ_WRITE)));
        return locks;
    }

    private static Set<Lock> locks(List<Level> levels) {
        Set<Lock> locks = new LinkedHashSet<>();
        for (Level level : levels) {
            for (ObjectDeclaration object : level.objects()) {
                if (object.isPerClass()) {
                    String key = "io.bpftest " + object.owner().getName() + " " + object.file();
                    locks.add(new Lock(key, ResourceAccessMode.READ_WRITE));
                }
            }
        }
        return locks;
    }
}
