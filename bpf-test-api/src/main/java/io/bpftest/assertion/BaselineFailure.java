package io.bpftest.assertion;

import io.bpftest.program.Program;
import io.bpftest.program.VerifierFigure;
import io.bpftest.spi.CurrentTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The texts of failed comparisons with what a program cost the verifier when that was approved. */
final class BaselineFailure {

    private static final double PERCENT = 100;

    private final Program program;
    private final String version;
    private final Path file;
    private final CurrentTest test;

    /** Tells of a program on a kernel of a version, and of the file that belongs to both. */
    BaselineFailure(Program program, String version, Path file, CurrentTest test) {
        this.program = program;
        this.version = version;
        this.file = file;
        this.test = test;
    }

    FailureText changed(List<FigureChange> changes, double tolerance, String kernel) {
        FailureText text = new FailureText(
                        subject() + " does not cost the verifier what was approved on Linux " + version)
                .lines("changed", changes.stream().map(FigureChange::toString).toList())
                .line(
                        "tolerance",
                        String.format(Locale.ROOT, "%.1f %%", tolerance * PERCENT)
                                .replace(".0 ", " "))
                .line("approved", CurrentTest.shown(file) + ", on kernel " + kernel);
        return VerifierFailure.describe(text, program)
                .line(
                        "remedy",
                        changes.stream()
                                .map(BaselineFailure::remedy)
                                .flatMap(Optional::stream)
                                .findFirst()
                                .map(remedy -> remedy + "\n" + approve("or, if this is meant, approve"))
                                .orElseGet(() -> approve("if this is meant, approve")));
    }

    /** What brings a figure back; nothing where it got smaller. */
    private static Optional<String> remedy(FigureChange change) {
        Long now = change.now();
        if (now == null) {
            return change.figure() == VerifierFigure.MACHINE_CODE
                    ? Optional.of(VerifierFailure.COMPILE)
                    : Optional.empty();
        }
        return now > change.approved() ? Optional.of(VerifierFailure.remedy(change.figure())) : Optional.empty();
    }

    /** Nothing is approved for this kernel, but maybe for others. */
    FailureText missing(List<String> others) {
        return told(
                "no verifier baseline is approved yet of " + subject() + " on Linux " + version,
                others.isEmpty()
                        ? "no file " + CurrentTest.shown(file)
                        : "baselines of Linux " + String.join(", ", others)
                                + " only: verifiers of other kernels count otherwise, so these say nothing here",
                approve("look at the figures, and if they are right, approve them on this kernel"));
    }

    FailureText anotherKernel(String kernel) {
        return told(
                "the verifier baseline is that of another kernel than Linux " + version,
                "figures of kernel " + kernel + ", in " + CurrentTest.shown(file)
                        + ": verifiers of other kernels count otherwise",
                approve("give the file its own name again, and approve on this kernel"));
    }

    FailureText anotherProgram(String approved) {
        return told(
                "the verifier baseline is that of another program than " + subject() + " of "
                        + program.info().source(),
                approved + ", in " + CurrentTest.shown(file),
                approve("if this one takes its place, approve"));
    }

    FailureText unreadable(String found) {
        return told(
                "the verifier baseline of " + subject() + " cannot be read",
                found + ", in " + CurrentTest.shown(file),
                approve("restore the file from version control, or if that is lost, approve"));
    }

    FailureText writtenTwice() {
        return told(
                "two programs write one verifier baseline",
                CurrentTest.shown(file) + ", written for another load in this run",
                "give each a name: assertThat(program).matchesVerifierBaseline(\"with_ipv6\", 0.1)");
    }

    private FailureText told(String sentence, String found, String remedy) {
        FailureText text = new FailureText(sentence).line("found", found);
        return VerifierFailure.describe(text, program).line("remedy", remedy);
    }

    private String subject() {
        return ProgramFailure.subject(program);
    }

    private String approve(String begin) {
        return begin + ": " + ApprovalCommand.of(test, version);
    }
}
