package io.bpftest;

import io.bpftest.junit.BpfTestExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sets a {@code const volatile} variable before the object is loaded.
 *
 * <p>On a method it overrides the class's. Objects that have no such constant are left alone, but one must have it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(BpfConstants.class)
@ExtendWith(BpfTestExtension.class)
public @interface BpfConstant {

    /** The variable's name. */
    String name();

    /** The value in C initializer syntax: {@code "42"}, {@code "0xffu"}, {@code "'a'"}, {@code "true"}. */
    String value();
}
