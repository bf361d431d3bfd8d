package io.bpftest.junit;

import io.bpftest.Kernel;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import io.bpftest.spi.GuestEnvironment;
import io.bpftest.spi.KernelVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Stops a class that runs on a kernel which its {@link Kernel} does not name: that is so where a build leaves out our
 * engine.
 */
public final class KernelExtension implements BeforeAllCallback {

    /** For Jupiter. */
    public KernelExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        Optional<Kernel> kernel = AnnotationSupport.findAnnotation(type, Kernel.class);
        if (kernel.isPresent() && !runsHere(List.of(kernel.get().value())) && !containsOneThatRunsHere(type)) {
            throw new EnvironmentException(new Problem(
                    type.getName() + " runs on a kernel that it must not run on",
                    "kernel " + release() + " (" + GuestEnvironment.title() + ")",
                    "one of " + List.of(kernel.get().value()) + ", as its @Kernel says",
                    "let JUnit's engine \"bpf-test\" take part: do not exclude it, or include it beside junit-jupiter; "
                            + "within a @Suite it cannot"));
        }
    }

    /** A class around one that names other kernels is there for that one's sake. */
    private static boolean containsOneThatRunsHere(Class<?> type) {
        return ReflectionSupport.streamNestedClasses(
                        type, nested -> AnnotationSupport.isAnnotated(nested, Nested.class))
                .anyMatch(nested -> AnnotationSupport.findAnnotation(nested, Kernel.class)
                                .map(kernel -> runsHere(List.of(kernel.value())))
                                .orElse(false)
                        || containsOneThatRunsHere(nested));
    }

    private static boolean runsHere(List<String> kernels) {
        return KernelVersion.first(kernels, release()).isPresent();
    }

    private static String release() {
        return System.getProperty("os.version", "");
    }
}
