package io.bpftest.engine.platform;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** The test classes that use the framework: one of its annotations stands in them, alone or within another annotation. */
final class OurClasses {

    private static final String OURS = "io.bpftest";

    private static final ClassValue<Boolean> LEADS_TO_OURS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return search(type, new HashSet<>());
        }
    };

    private static final ClassValue<Boolean> USES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return uses(type);
        }
    };

    private OurClasses() {}

    static boolean contain(Class<?> type) {
        return USES.get(type);
    }

    private static boolean uses(Class<?> type) {
        return carries(type)
                || Arrays.stream(type.getDeclaredFields()).anyMatch(OurClasses::carries)
                || Arrays.stream(type.getDeclaredMethods()).anyMatch(OurClasses::carriesSomewhere)
                || Arrays.stream(type.getDeclaredConstructors()).anyMatch(OurClasses::carriesSomewhere)
                || Arrays.stream(type.getDeclaredClasses())
                        .anyMatch(nested -> nested.isAnnotationPresent(Nested.class) && contain(nested))
                || Arrays.stream(type.getInterfaces()).anyMatch(OurClasses::contain)
                || type.getSuperclass() != null
                        && type.getSuperclass() != Object.class
                        && contain(type.getSuperclass());
    }

    private static boolean carriesSomewhere(Executable executable) {
        return carries(executable) || Arrays.stream(executable.getParameters()).anyMatch(OurClasses::carries);
    }

    private static boolean carries(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            if (LEADS_TO_OURS.get(annotation.annotationType())) {
                return true;
            }
        }
        return false;
    }

    private static boolean search(Class<?> type, Set<Class<?>> seen) {
        if (type.getPackageName().equals(OURS)) {
            return true;
        }
        for (Annotation meta : type.getAnnotations()) {
            if (seen.add(meta.annotationType()) && search(meta.annotationType(), seen)) {
                return true;
            }
        }
        return false;
    }
}
