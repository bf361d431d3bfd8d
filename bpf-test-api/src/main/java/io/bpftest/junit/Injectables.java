package io.bpftest.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds the fields and parameters of test classes that take handles. */
final class Injectables {

    private Injectables() {}

    /** An injectable and the method it is a parameter of, if any: the method's own annotations count for it. */
    record Place(Injectable injectable, Optional<Method> method, TestClass holder) {}

    /**
     * Gives the injectables that every test of a class comes with: fields, and parameters of constructors and lifecycle
     * methods, of the class with its superclasses and of its enclosing classes.
     */
    static List<Place> ofEveryTest(TestClass testClass) {
        List<Place> places = new ArrayList<>();
        testClass.withEnclosing().forEach(c -> addOwn(c, m -> !isTest(m) && isCalled(m), places));
        return places;
    }

    /** As {@link #ofEveryTest}, but without those of enclosing classes. */
    static List<Place> ofClassAlone(TestClass testClass) {
        List<Place> places = new ArrayList<>();
        addOwn(testClass, m -> !isTest(m) && isCalled(m), places);
        return places;
    }

    /** Gives the injectables of one method. */
    static List<Place> of(Method method, TestClass holder) {
        return parameters(method)
                .map(i -> new Place(i, Optional.of(method), holder))
                .toList();
    }

    /** Gives all injectables of a class with its superclasses, and of the test classes nested in it. */
    static List<Place> within(TestClass testClass) {
        List<Place> places = new ArrayList<>();
        addOwn(testClass, m -> isTest(m) || isCalled(m), places);
        for (Class<?> nested : ReflectionSupport.findNestedClasses(
                testClass.type(), c -> AnnotationSupport.isAnnotated(c, Nested.class))) {
            places.addAll(within(testClass.nested(nested)));
        }
        return places;
    }

    /** Gives the annotated fields of a class and its superclasses. */
    static List<Field> fields(Class<?> testClass) {
        return ReflectionSupport.findFields(testClass, Injectable::isAnnotated, HierarchyTraversalMode.TOP_DOWN);
    }

    /** Only methods that Jupiter calls: a test's own methods may well pass handles around. */
    private static void addOwn(TestClass testClass, Predicate<Method> called, List<Place> places) {
        for (Field field : testClass.fields()) {
            Injectable.of(field)
                    .filter(Injectables::isOfAnObject)
                    .ifPresent(i -> places.add(new Place(i, Optional.empty(), testClass)));
        }
        for (Constructor<?> constructor : testClass.type().getDeclaredConstructors()) {
            parameters(constructor).forEach(i -> places.add(new Place(i, Optional.empty(), testClass)));
        }
        for (Method method : ReflectionSupport.findMethods(
                testClass.type(), m -> m.getParameterCount() > 0 && called.test(m), HierarchyTraversalMode.TOP_DOWN)) {
            places.addAll(of(method, testClass));
        }
    }

    private static Stream<Injectable> parameters(Executable executable) {
        return Arrays.stream(executable.getParameters())
                .map(TestClass::injectable)
                .flatMap(Optional::stream)
                .filter(Injectables::isOfAnObject);
    }

    private static boolean isOfAnObject(Injectable injectable) {
        return TestBedKind.of(injectable.type()).isEmpty();
    }

    private static boolean isTest(Method method) {
        return AnnotationSupport.isAnnotated(method, Testable.class);
    }

    /** Lifecycle methods, and others whose parameters are annotated, such as factories of arguments. */
    private static boolean isCalled(Method method) {
        return Arrays.stream(method.getParameters()).anyMatch(Injectable::isAnnotated)
                || AnnotationSupport.isAnnotated(method, BeforeEach.class)
                || AnnotationSupport.isAnnotated(method, AfterEach.class)
                || AnnotationSupport.isAnnotated(method, BeforeAll.class)
                || AnnotationSupport.isAnnotated(method, AfterAll.class);
    }
}
