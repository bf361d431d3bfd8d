package io.bpftest;

import io.bpftest.junit.BpfTestExtension;
import io.bpftest.junit.VariantArguments;
import io.bpftest.junit.VariantExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Holds several {@link BpfVariant}s; the compiler adds it. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ParameterizedClass
@ArgumentsSource(VariantArguments.class)
@ExtendWith({BpfTestExtension.class, VariantExtension.class})
public @interface BpfVariants {

    /** The variants. */
    BpfVariant[] value();
}
