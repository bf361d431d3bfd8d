package io.bpftest.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Finds our annotations on methods and parameters, alone or within annotations of a team's own.
 *
 * <p>Most methods carry none of ours, only {@code @Test}: whether an annotation can lead to ours is looked up once for
 * each annotation type, and the full search is left out where none can.
 */
final class BpfAnnotations {

    private static final String OURS = "io.bpftest";

    private static final ClassValue<Boolean> LEADS_TO_OURS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return search(type, new HashSet<>());
        }
    };

    private BpfAnnotations() {}

    /** Finds an annotation that is present or within one that is present. */
    static <A extends Annotation> Optional<A> find(AnnotatedElement element, Class<A> type) {
        return mayCarryOurs(element) ? AnnotationSupport.findAnnotation(element, type) : Optional.empty();
    }

    /** Finds all annotations of a repeatable type. */
    static <A extends Annotation> List<A> findAll(AnnotatedElement element, Class<A> type) {
        return mayCarryOurs(element) ? AnnotationSupport.findRepeatableAnnotations(element, type) : List.of();
    }

    /** Classes inherit annotations from interfaces, which reflection alone does not tell. */
    private static boolean mayCarryOurs(AnnotatedElement element) {
        if (element instanceof Class<?>) {
            return true;
        }
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
