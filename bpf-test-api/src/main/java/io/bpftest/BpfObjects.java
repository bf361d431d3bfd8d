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

/** Holds several {@link BpfObject}s; the compiler adds it. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(BpfTestExtension.class)
@ResourceLock(providers = PerClassLocks.class)
public @interface BpfObjects {

    /** The objects. */
    BpfObject[] value();
}
