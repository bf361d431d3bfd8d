package io.bpftest;

import io.bpftest.junit.KernelExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names the kernels that a test class must run on: it runs once on each, with the classes nested in it, and each run is a
 * branch of its own in reports.
 *
 * <p>A kernel is named as in the cache that {@code ci/kernels} fills, such as {@code 6.1}; it stands for all releases of that
 * version. Where the machine itself runs one of them and the class may run there, that branch needs no virtual machine. A
 * kernel that is not in the cache fails its branch with {@link io.bpftest.error.EnvironmentException}, or has it skipped where
 * {@code bpftest.unavailable=skip}; the other branches run.
 *
 * <p>Of a nested class and the class around it, the nearest counts, and it counts instead of the setting
 * {@code bpftest.kernels}:
 *
 * <pre>{@code
 * @Kernel({"5.10", "6.12"})
 * class ParsesWithABoundedLoopTest { ... }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(KernelExtension.class)
public @interface Kernel {

    /** The kernels' versions, in the order they are to be reported in. */
    String[] value();
}
