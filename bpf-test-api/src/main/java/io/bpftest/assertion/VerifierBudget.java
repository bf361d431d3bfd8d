package io.bpftest.assertion;

import io.bpftest.program.Program;
import io.bpftest.program.VerifierFigure;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a program may cost at most; see {@link AbstractProgramAssert#verifiesWithin(long)}. Each check gives the assertions of
 * the program again, and throws {@link io.bpftest.error.FeatureMissingException} where the kernel does not tell the figure.
 *
 * @param <S> the assertions of the program
 */
public final class VerifierBudget<S> {

    private final S assertions;
    private final Program program;
    private final long most;
    private final Function<FailureText, AssertionError> failed;

    VerifierBudget(S assertions, Program program, long most, Function<FailureText, AssertionError> failed) {
        this.assertions = assertions;
        this.program = program;
        this.most = most;
        this.failed = failed;
    }

    /** Checks how many instructions the verifier goes through; the kernel itself gives up after a million. */
    public S instructions() {
        return check(VerifierFigure.INSTRUCTIONS);
    }

    /** Checks how many states the verifier keeps in all. */
    public S states() {
        return check(VerifierFigure.STATES);
    }

    /** Checks how many states the verifier keeps at once, which is what its memory goes into. */
    public S peakStates() {
        return check(VerifierFigure.PEAK_STATES);
    }

    /** Checks how many bytes of stack the program and its functions take together. */
    public S bytesOfStack() {
        return check(VerifierFigure.STACK);
    }

    /** Checks how many bytes of BPF instructions the kernel keeps; an instruction has 8. */
    public S bytesOfBpf() {
        return check(VerifierFigure.TRANSLATED);
    }

    /** Checks how many bytes of machine code the kernel makes of the program. */
    public S bytesOfMachineCode() {
        return check(VerifierFigure.MACHINE_CODE);
    }

    private S check(VerifierFigure figure) {
        long found = VerifierFailure.require(program, figure);
        if (found > most) {
            FailureText text = new FailureText(String.format(
                    Locale.ROOT,
                    "%s takes %,d %s, expected at most %,d",
                    ProgramFailure.subject(program),
                    found,
                    figure.words(),
                    most));
            throw failed.apply(VerifierFailure.describe(text, program)
                    .line("remedy", VerifierFailure.remedy(figure) + "; or raise the budget"));
        }
        return assertions;
    }
}
