package io.bpftest;

import io.bpftest.junit.BpfTestExtension;
import io.bpftest.junit.PerClassLocks;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Names a BPF object under test: C source ({@code .bpf.c}) or a compiled object ({@code .o}).
 *
 * <p>The file is looked for in the test class's package on the class path, at the class path's root, beside the test's
 * source under {@code src/test/java}, under {@code src/test/bpf}, under {@code src/main/bpf}, then as a path from the
 * module's folder.
 *
 * <p>On an interface without tests it makes the interface a skeleton, see {@link BpfSkeleton}.
 *
 * <p>Several objects may be named; handles then say which they mean with {@link BpfProgram#object()} and its kin, unless
 * only one of the objects has what they name.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(BpfObjects.class)
@ExtendWith(BpfTestExtension.class)
@ResourceLock(providers = PerClassLocks.class)
public @interface BpfObject {

    /** The file: a C source or a compiled object. */
    String value();

    /**
     * Mocks: C sources or compiled objects that are linked with the object, looked for like it. Their functions replace its
     * {@code __weak} functions of the same names, and stand for those that it declares {@code extern}. A file of which
     * nothing is needed so is refused.
     */
    String[] with() default {};

    /** Further options for clang, such as {@code "-DMAX_RULES=16"}; for sources only, its mocks' included. */
    String[] cflags() default {};

    /** How long the object stays loaded. */
    Lifecycle lifecycle() default Lifecycle.PER_METHOD;
}
