package io.bpftest;

import io.bpftest.junit.BpfTestExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names the program under test.
 *
 * <p>On a field or parameter it injects the program as the handle the element's type asks for. On a class or method it
 * says which program the handles there mean that carry no annotation of their own, and needs no {@link BpfObject} beside
 * it where it names the object: {@code @BpfProgram(object = "xdp_firewall.bpf.c")}. On a method of a skeleton (see
 * {@link BpfSkeleton}) it says which program the method gives.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
@ExtendWith(BpfTestExtension.class)
public @interface BpfProgram {

    /** The program's function name; by default the object's only program of the handle's type. */
    String value() default "";

    /** The object's file; by default the enclosing {@link BpfObject}. */
    String object() default "";
}
