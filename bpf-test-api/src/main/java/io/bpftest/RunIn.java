package io.bpftest;

import io.bpftest.junit.RunInExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names the environments that a test class may run in, with the classes nested in it. Without it, any will do, except where
 * the class has a handle of a program that acts on the whole system (LSM, fmod_ret, struct_ops): then only a VM will.
 *
 * <p>Which of them it is, the setting {@code bpftest.environment} says, or else the first that works. If none is left, the
 * class fails with {@link io.bpftest.error.EnvironmentException}, or is skipped where {@code bpftest.unavailable=skip}.
 *
 * <p>It stands on outermost classes. Classes that use no other annotation of bpf-test, only {@link Bpf}, run where the
 * build tool runs unless this says otherwise:
 *
 * <pre>{@code
 * @RunIn(Environment.CONTAINER)
 * class MovesTheDefaultRouteTest { ... }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(RunInExtension.class)
public @interface RunIn {

    /** The environments, in no particular order. */
    Environment[] value();
}
