package io.bpftest.assertion;

import io.bpftest.program.Program;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on any loaded program: what it costs the kernel's verifier.
 *
 * @param <S> the assert class itself, for chaining
 * @param <P> the handle
 */
public abstract class AbstractProgramAssert<S extends AbstractProgramAssert<S, P>, P extends Program>
        extends AbstractBpfAssert<S, P> {

    /** As wide as the same source compiled by two versions of clang differs now and then. */
    private static final double TOLERANCE = 0.1;

    AbstractProgramAssert(@Nullable P actual, Class<S> type) {
        super(actual, type);
    }

    /**
     * Says how much the program may cost at most; the next call says of what.
     *
     * <pre>{@code
     * assertThat(firewall).verifiesWithin(100_000).instructions();
     * assertThat(firewall).verifiesWithin(256).bytesOfStack().verifiesWithin(16_384).bytesOfMachineCode();
     * }</pre>
     */
    public VerifierBudget<S> verifiesWithin(long most) {
        isNotNull();
        return new VerifierBudget<>(myself, Objects.requireNonNull(actual), most, this::failed);
    }

    /**
     * Compares what the program costs the verifier with what was approved on a kernel of this version, such as 6.12: a text
     * file beside the test's source, named after the test, the program and the kernel. A figure may differ by a tenth. With
     * {@code -Dbpftest.approve=true} the file is written instead.
     *
     * <pre>{@code
     * assertThat(firewall).matchesVerifierBaseline();
     * }</pre>
     *
     * @throws AssertionError if a figure differs by more, be it larger or smaller; if nothing is approved for this kernel,
     *     with the kernels for which something is, and the command that approves
     */
    public S matchesVerifierBaseline() {
        return matchesVerifierBaseline(TOLERANCE);
    }

    /**
     * Compares with a tolerance of its own; otherwise as {@link #matchesVerifierBaseline()}.
     *
     * @param tolerance by which part of the approved one a figure may differ: 0.05 for 5 percent, 0 for not at all
     */
    public S matchesVerifierBaseline(double tolerance) {
        isNotNull();
        return matchesVerifierBaseline(Objects.requireNonNull(actual).info().name(), tolerance);
    }

    /**
     * Compares with what was approved under a name other than the program's, for tests that load a program several times in
     * different ways; otherwise as {@link #matchesVerifierBaseline(double)}.
     */
    public S matchesVerifierBaseline(String name, double tolerance) {
        isNotNull();
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("a tolerance is 0 or more, 0.1 for 10 percent");
        }
        BaselineCheck.of(Objects.requireNonNull(actual), name).check(tolerance).ifPresent(text -> {
            throw failed(text);
        });
        return myself;
    }
}
