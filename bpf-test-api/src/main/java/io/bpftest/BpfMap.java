package io.bpftest;

import io.bpftest.junit.BpfTestExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects a map as the handle the element's type asks for, such as {@code KernelMap<Inet4Address, Long>}. On a method of a
 * skeleton (see {@link BpfSkeleton}) it says which map the method gives.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(BpfTestExtension.class)
public @interface BpfMap {

    /**
     * The map's name in the object; by default the name of the field or method, or of the parameter where the tests are compiled
     * with {@code -parameters}.
     */
    String value() default "";

    /** The object's file; by default the enclosing {@link BpfObject}. */
    String object() default "";
}
