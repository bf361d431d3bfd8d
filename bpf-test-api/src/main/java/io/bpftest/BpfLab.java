package io.bpftest;

import io.bpftest.junit.BpfTestExtension;
import io.bpftest.junit.PerClassLocks;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Injects a {@link io.bpftest.lab.Lab}, and says on a class how long it lives.
 *
 * <p>A field needs it; a parameter of type {@code Lab} only where neither its method nor its class has an annotation of
 * bpf-test, which brings the extension. All that a test method and what is set up for it take is one lab, which is closed
 * after the test, whatever became of it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER})
@ExtendWith(BpfTestExtension.class)
@ResourceLock(providers = PerClassLocks.class)
public @interface BpfLab {

    /**
     * Whether each test has a lab of its own, or all tests of the class have one; on classes only. Before each test what
     * was attached, started and captured since the class's {@code @BeforeAll} is gone from a lab that the class has; hosts
     * and what joins them stay.
     */
    Lifecycle lifecycle() default Lifecycle.PER_METHOD;
}
