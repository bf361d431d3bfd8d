package io.bpftest.assertion;

import io.bpftest.error.Rejection;
import io.bpftest.error.RejectionReason;
import io.bpftest.error.VerifierRejectionException;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on why the verifier rejected a program. The reason is the same on all kernels, unlike the kernel's words for
 * it; {@link #because(RejectionReason)} is meant for tests that run on several.
 */
public class RejectionAssert extends AbstractBpfAssert<RejectionAssert, VerifierRejectionException> {

    RejectionAssert(@Nullable VerifierRejectionException actual) {
        super(actual, RejectionAssert.class);
    }

    /**
     * Checks the reason.
     *
     * <pre>{@code
     * assertThat(spec).isRejected().because(RejectionReason.NULL_VALUE);
     * }</pre>
     */
    public RejectionAssert because(RejectionReason reason) {
        Rejection rejection = rejection();
        return check(rejection.reason() == reason, "reason", reason + ": " + reason.words());
    }

    /**
     * Checks that the explanation of bpf-test, or the kernel's own decisive line, contains a text.
     *
     * <pre>{@code
     * assertThat(spec).isRejected().because("at offset 23 of the packet");
     * }</pre>
     */
    public RejectionAssert because(String text) {
        Rejection rejection = rejection();
        return check(
                rejection.explanation().contains(text)
                        || rejection.kernelWords().contains(text),
                "reason",
                "a reason that contains \"" + text + "\"");
    }

    /** Checks which program was rejected. */
    public RejectionAssert ofProgram(String name) {
        return check(rejection().program().equals(name), "program", "\"" + name + "\"");
    }

    /**
     * Checks the line of the source that was decisive.
     *
     * <pre>{@code
     * assertThat(spec).isRejected().at("firewall.bpf.c:57");
     * assertThat(spec).isRejected().at("ip->protocol");
     * }</pre>
     *
     * @param place {@code file:line}, or a part of the line's text; kernels before 6.9 tell no numbers, so where several
     *     lines have one text only the text is known
     */
    public RejectionAssert at(String place) {
        if (place.isBlank()) {
            throw new IllegalArgumentException("a line, such as firewall.bpf.c:57, or a part of its text");
        }
        Rejection rejection = rejection();
        return check(
                rejection.position().equals(place) || rejection.sourceText().contains(place),
                "line",
                "\"" + place + "\"");
    }

    private RejectionAssert check(boolean holds, String what, String expected) {
        if (!holds) {
            AssertionError error = failed(text(what, expected));
            if (error.getCause() == null) {
                error.initCause(actual);
            }
            throw error;
        }
        return this;
    }

    private FailureText text(String what, String expected) {
        Rejection rejection = rejection();
        return new FailureText(
                        "the verifier rejected \"" + rejection.program() + "\", but not with the expected " + what)
                .line("expected", expected)
                .line("found", rejection.reason() + ": " + rejection.explanation())
                .line("at", rejection.position() + "   " + rejection.sourceText())
                .line("kernel", rejection.kernel() + ": \"" + rejection.kernelWords() + "\"");
    }

    private Rejection rejection() {
        isNotNull();
        return actual.rejection();
    }
}
