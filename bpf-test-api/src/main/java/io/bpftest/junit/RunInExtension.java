package io.bpftest.junit;

import io.bpftest.Environment;
import io.bpftest.RunIn;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import io.bpftest.spi.GuestEnvironment;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Stops a class that runs where its {@link RunIn} forbids it: that is so where a build leaves out our engine. */
public final class RunInExtension implements BeforeAllCallback {

    /** For Jupiter. */
    public RunInExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        AnnotationSupport.findAnnotation(type, RunIn.class).ifPresent(runIn -> check(type, List.of(runIn.value())));
    }

    private static void check(Class<?> type, List<Environment> allowed) {
        Environment here = GuestEnvironment.current();
        if (!allowed.contains(here)) {
            throw new EnvironmentException(new Problem(
                    type.getName() + " runs where it must not",
                    "environment " + here,
                    "one of " + allowed + ", as its @RunIn says",
                    "let JUnit's engine \"bpf-test\" take part: do not exclude it, or include it beside junit-jupiter; "
                            + "within a @Suite it cannot"));
        }
    }
}
