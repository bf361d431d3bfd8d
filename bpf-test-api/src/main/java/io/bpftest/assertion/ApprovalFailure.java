package io.bpftest.assertion;

import io.bpftest.program.Replay;
import io.bpftest.spi.CurrentTest;
import java.nio.file.Path;

/** The texts of failed comparisons with what was approved. */
final class ApprovalFailure {

    private final Replay replay;
    private final Path file;
    private final CurrentTest test;

    ApprovalFailure(Replay replay, Path file, CurrentTest test) {
        this.replay = replay;
        this.file = file;
        this.test = test;
    }

    /** Tells which packets are treated otherwise. */
    FailureText changed(VerdictChanges changes, ApprovalHeader approved, ApprovalHeader now) {
        String those = changes.count() == 1 ? " packet" : " packets";
        FailureText text = new FailureText(ProgramFailure.subject(replay.program()) + " treats " + changes.count()
                        + those + " of the " + replay.size() + " of " + now.capture() + " otherwise than approved")
                .lines("changed", changes.lines())
                .lines("in all", changes.kinds())
                .line("since", since(approved, now))
                .line("approved", CurrentTest.shown(file));
        ReplayFailure.describe(text, replay);
        return text.line("saved", SavedPackets.save(changes.frames())).line("remedy", remedy("if this is meant"));
    }

    private static String since(ApprovalHeader approved, ApprovalHeader now) {
        boolean sameKernel = approved.kernel().equals(now.kernel());
        String program = approved.tag().equals(now.tag())
                ? "the program is the same, tag " + now.tag() + ": "
                        + (sameKernel ? "" : "the kernel, which was " + approved.kernel() + ", or ")
                        + "its maps or constants are others"
                : sameKernel
                        ? "the program was changed: tag " + approved.tag() + " when approved, " + now.tag() + " now"
                        : "approved on kernel " + approved.kernel() + ": the kernel or the program is another";
        return approved.digest().equals(now.digest())
                ? program
                : program + "; and the capture is another file than the one approved";
    }

    static FailureText missing(Replay replay, Path file, CurrentTest test) {
        ApprovalFailure failure = new ApprovalFailure(replay, file, test);
        return failure.told(
                "no verdicts are approved yet of " + replay.program() + " on "
                        + replay.capture().getFileName(),
                "no file " + CurrentTest.shown(file),
                "look at the counts, and if they are right");
    }

    static FailureText unreadable(Replay replay, Path file, CurrentTest test, String found) {
        return new ApprovalFailure(replay, file, test)
                .told(
                        "the approved verdicts of " + replay.program() + " cannot be read",
                        found + ", in " + CurrentTest.shown(file),
                        "take the file out of version control again, or if that is lost");
    }

    static FailureText anotherProgram(Replay replay, Path file, CurrentTest test, String approved) {
        return new ApprovalFailure(replay, file, test)
                .told(
                        "the approved verdicts are those of another program than " + replay.program() + " of "
                                + replay.program().info().source(),
                        approved + ", in " + CurrentTest.shown(file),
                        "replay that program, or if this one takes its place");
    }

    static FailureText anotherCapture(Replay replay, Path file, CurrentTest test, ApprovalHeader approved) {
        return new ApprovalFailure(replay, file, test)
                .told(
                        "the approved verdicts are those of another capture than "
                                + replay.capture().getFileName() + " with " + replay.size() + " packets"
                                + filter(replay.options().filter()),
                        approved.capture() + " with " + approved.packets() + " packets" + filter(approved.filter())
                                + ", in " + CurrentTest.shown(file),
                        "replay that capture, or if this one takes its place");
    }

    static FailureText writtenTwice(Replay replay, Path file) {
        return ReplayFailure.describe(
                new FailureText("two replays write one file of approved verdicts")
                        .line("found", CurrentTest.shown(file) + ", written by another replay in this run")
                        .line("remedy", "give each a name: assertThat(replay).matchesApproved(\"dns\")"),
                replay);
    }

    private static String filter(String filter) {
        return filter.isEmpty() ? "" : ", filter \"" + filter + "\"";
    }

    private FailureText told(String sentence, String found, String begin) {
        return ReplayFailure.describe(new FailureText(sentence).line("found", found), replay)
                .line("remedy", remedy(begin));
    }

    /** With the command that approves what this test sees. */
    private String remedy(String begin) {
        return begin + ", approve: " + ApprovalCommand.of(test);
    }
}
