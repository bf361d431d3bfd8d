package io.bpftest.program;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which program types a handle is for.
 *
 * <p>The first is the type that a program gets whose section name does not tell one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ProgramTypes {

    /** The types, the implied one first. */
    ProgramType[] value();

    /** What a reader calls such a program, as in {@code XDP program "xdp_firewall"}. */
    String title();

    /**
     * How such a program is tested where the kernel takes no test run of it; empty where it does. Goes on from words like
     * {@code the kernel takes no test run of it:}.
     */
    String howToTest() default "";
}
