package io.bpftest;

import io.bpftest.junit.BpfTestExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Injects a global variable as a {@code GlobalVariable<T>}, such as {@code GlobalVariable<Integer>}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(BpfTestExtension.class)
public @interface BpfGlobal {

    /**
     * The variable's name; by default the name of the field, or of the parameter where the tests are compiled with {@code
     * -parameters}.
     */
    String value() default "";

    /** The object's file; by default the enclosing {@link BpfObject}. */
    String object() default "";
}
