package io.bpftest.assertion;

import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;
import io.bpftest.program.Program;
import io.bpftest.program.VerifierFigure;
import io.bpftest.program.VerifierFigures;
import java.util.stream.Collectors;

/** What failures tell of a program's cost to the verifier. */
final class VerifierFailure {

    /** What makes the kernel tell the size of machine code. */
    static final String COMPILE = "switch the kernel's compiler on: sysctl net.core.bpf_jit_enable=1";

    private VerifierFailure() {}

    /** Gives a figure, or throws what says that the kernel does not tell it. */
    static long require(Program program, VerifierFigure figure) {
        return program.verifierFigures()
                .value(figure)
                .orElseThrow(() -> new FeatureMissingException(new Problem(
                        "How many " + figure.words() + " " + ProgramFailure.subject(program) + " takes is not known",
                        found(program),
                        "a program that the kernel's verifier went through, and a kernel that tells what it counted: "
                                + "this is " + program.info().kernel(),
                        figure == VerifierFigure.MACHINE_CODE ? COMPILE : "ask for a figure that is known")));
    }

    /** Adds what is known of the program's cost, and where it comes from. */
    static FailureText describe(FailureText text, Program program) {
        VerifierFigures figures = program.verifierFigures();
        text.line("figures", figures(program));
        if (figures.stackOfFunctions().size() > 1) {
            text.line(
                    "stack",
                    figures.stackOfFunctions().stream().map(String::valueOf).collect(Collectors.joining(" + "))
                            + ": the program, then each of its functions");
        }
        return text.line("source", ProgramFailure.source(program.info()));
    }

    /** What makes a figure smaller. */
    static String remedy(VerifierFigure figure) {
        return switch (figure) {
            case INSTRUCTIONS, STATES, PEAK_STATES, MICROSECONDS ->
                "the verifier follows each path: bound loops tighter, branch less within them, make functions that many "
                        + "paths call global and __noinline, which are verified once";
            case STACK -> "move large variables into a per-CPU array";
            case TRANSLATED, MACHINE_CODE -> "unroll and inline less";
        };
    }

    private static String found(Program program) {
        String refused = program.verifierFigures().refused();
        return figures(program)
                + (refused.isEmpty() ? "" : "; the load that asks for the others was refused: " + refused);
    }

    private static String figures(Program program) {
        String known = program.verifierFigures().toString();
        return known.isEmpty() ? "no figures: it was not verified, or the kernel does not tell" : known;
    }
}
