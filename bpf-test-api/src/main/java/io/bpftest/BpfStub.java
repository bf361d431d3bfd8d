package io.bpftest;

import io.bpftest.junit.BpfTestExtension;
import io.bpftest.program.Helper;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Puts values in the place of a helper's calls before the object is loaded: a clock that stands still, random numbers that
 * are known, a redirect that fails. See {@link ProgramSpec#stub}.
 *
 * <p>On a method it overrides the class's. Programs that never call the helper are left alone, but one of an object that
 * the test names must call it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(BpfStubs.class)
@ExtendWith(BpfTestExtension.class)
public @interface BpfStub {

    /** The helper. */
    Helper helper();

    /** What its calls return: each the next of the values, and all further calls the last. */
    long[] returns();

    /** The program whose calls are meant, those of its subprograms included; by default all programs that call the helper. */
    String program() default "";
}
