package io.bpftest;

import io.bpftest.junit.BpfTestExtension;
import io.bpftest.junit.RequirementsCondition;
import io.bpftest.map.MapType;
import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says what a test needs of the kernel. It is tried in the kernel that runs the test, before anything is loaded.
 *
 * <p>A kernel that lacks something of it fails the test with {@link io.bpftest.error.FeatureMissingException}; with the
 * setting {@code bpftest.unavailable=skip} the test is skipped instead, with the same words as the reason. Where it cannot
 * be found out whether the kernel has it, the test fails whatever the setting, because the kernel may have it.
 *
 * <p>On a class it is required once for all of its tests; with {@code bpftest.environment=auto} a class is run in a virtual
 * machine with a newer kernel if the one under this JVM surely lacks it. Several annotations add up, those within annotations of a team's
 * own included:
 *
 * <pre>{@code
 * @RequiresBpf(program = ProgramType.XDP, helper = "bpf_xdp_load_bytes", map = MapType.RINGBUF)
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(RequiresBpfs.class)
@ExtendWith({RequirementsCondition.class, BpfTestExtension.class})
public @interface RequiresBpf {

    /** Program types. */
    ProgramType[] program() default {};

    /** Map types. */
    MapType[] map() default {};

    /** Helpers by name: for each type of {@link #program()}, or if that names none, for any type. */
    String[] helper() default {};

    /** Kfuncs by name, of the kernel or its loaded modules. */
    String[] kfunc() default {};

    /** Kinds of attachment; see {@link io.bpftest.feature.KernelFeatures#attach} for those that can be probed. */
    AttachType[] attach() default {};
}
