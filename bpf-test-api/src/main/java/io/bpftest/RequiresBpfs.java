package io.bpftest;

import io.bpftest.junit.BpfTestExtension;
import io.bpftest.junit.RequirementsCondition;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds several {@link RequiresBpf}s; the compiler adds it. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith({RequirementsCondition.class, BpfTestExtension.class})
public @interface RequiresBpfs {

    /** The requirements. */
    RequiresBpf[] value();
}
