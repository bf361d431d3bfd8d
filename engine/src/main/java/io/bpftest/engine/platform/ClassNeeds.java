package io.bpftest.engine.platform;

import io.bpftest.Environment;
import io.bpftest.Kernel;
import io.bpftest.RequiresBpf;
import io.bpftest.RunIn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * What a test class says of where it may run. That of classes around it or nested in it is left out.
 *
 * @param runIn the environments that it names; nothing if it names none
 * @param kernels the kernels that it names; nothing if it names none
 * @param wholeSystem which of its programs act on the whole system; nothing if none does
 * @param required what it requires of the kernel
 */
record ClassNeeds(
        Optional<List<Environment>> runIn,
        Optional<List<String>> kernels,
        Optional<String> wholeSystem,
        List<RequiresBpf> required) {

    private static final ClassValue<ClassNeeds> KNOWN = new ClassValue<>() {
        @Override
        protected ClassNeeds computeValue(Class<?> type) {
            return read(type);
        }
    };

    static ClassNeeds of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static ClassNeeds read(Class<?> type) {
        return new ClassNeeds(
                AnnotationSupport.findAnnotation(type, RunIn.class).map(runIn -> List.of(runIn.value())),
                AnnotationSupport.findAnnotation(type, Kernel.class)
                        .map(kernel ->
                                List.of(kernel.value()).stream().distinct().toList()),
                SystemWidePrograms.of(type),
                AnnotationSupport.findRepeatableAnnotations(type, RequiresBpf.class));
    }

    private boolean areNone() {
        return runIn.isEmpty() && kernels.isEmpty() && wholeSystem.isEmpty() && required.isEmpty();
    }

    /** Tells whether a class may run anywhere, with those around it and nested in it. */
    static boolean areNone(Class<?> type) {
        for (Class<?> around = type.getEnclosingClass(); around != null; around = around.getEnclosingClass()) {
            if (!of(around).areNone()) {
                return false;
            }
        }
        return areNoneWithin(type);
    }

    private static boolean areNoneWithin(Class<?> type) {
        return of(type).areNone()
                && ReflectionSupport.streamNestedClasses(
                                type, nested -> AnnotationSupport.isAnnotated(nested, Nested.class))
                        .allMatch(ClassNeeds::areNoneWithin);
    }
}
