package io.bpftest;

import io.bpftest.junit.BpfTestExtension;
import io.bpftest.junit.VariantArguments;
import io.bpftest.junit.VariantExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs all tests of a class against one more build of its objects. A class with variants is a {@link
 * ParameterizedClass}: each of its tests, those of nested classes too, runs once for each variant.
 *
 * <pre>{@code
 * @BpfObject("filter.bpf.c")
 * @BpfVariant(name = "all protocols")
 * @BpfVariant(name = "without IPv6", cflags = "-DNO_V6")
 * @BpfVariant(name = "strict", constants = @BpfConstant(name = "strict", value = "true"))
 * class FilterTest {
 *
 *     @Parameter
 *     BpfVariant variant; // for tests that want to know; may be left out
 * }
 * }</pre>
 *
 * <p>The running variant is given to the class's first parameter of Jupiter's, a constructor parameter or a field with
 * {@code @Parameter}, if that is a {@code BpfVariant} or, for its name, a {@code String}. A variant goes for the objects
 * that the class names, and those that its methods and nested classes name.
 *
 * <p>{@code @BeforeAll} runs once, before the first variant: what it sets up there are no handles for. Handles in static
 * fields are those of the running variant. {@code @BeforeParameterizedClassInvocation} runs once for each variant.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(BpfVariants.class)
@ParameterizedClass
@ArgumentsSource(VariantArguments.class)
@ExtendWith({BpfTestExtension.class, VariantExtension.class})
public @interface BpfVariant {

    /** What the variant is called; by default its options and constants. The names of a class's variants differ. */
    String name() default "";

    /** Further options for clang, behind those of the object; for sources only. */
    String[] cflags() default {};

    /** Constants to set before loading, in place of the class's own of the same names. */
    BpfConstant[] constants() default {};

    /** The object's file that the options are for; by default all sources. */
    String object() default "";
}
