package io.bpftest.engine.session;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.catchThrowable;
import static io.bpftest.engine.session.Objects.source;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Golden;
import io.bpftest.error.RejectionReason;
import io.bpftest.error.VerifierRejectionException;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.Test;

class RejectionAssertTest {

    private final Golden golden = new Golden()
            .normalise("[\\d,]+ (instr|states|peak|bytes|micro)", "<n> $1")
            .normalise(", <n> bytes of machine code", "");

    @Test
    void theReasonTheLineAndTheProgramArePinned() {
        assertThat(only("broken.bpf.c", "beyond_packet"))
                .isRejected()
                .because(RejectionReason.PACKET_BOUNDS)
                .because("1 byte at offset 23 of the packet, which is proven to hold 14 bytes")
                .because("invalid access to packet")
                .ofProgram("beyond_packet")
                .at("ip->protocol == 17");
    }

    @Test
    void whatWasExpectedAndWhatWasFoundAreTold() {
        ObjectSpec spec = only("broken.bpf.c", "null_value");

        golden.failsOnAScreen(
                "rejected_otherwise", () -> assertThat(spec).isRejected().because(RejectionReason.PACKET_BOUNDS));
        golden.failsOnAScreen(
                "rejected_in_other_words", () -> assertThat(spec).isRejected().because("offset 23"));
        golden.failsOnAScreen(
                "rejected_other_program", () -> assertThat(spec).isRejected().ofProgram("any_index"));
        golden.failsOnAScreen(
                "rejected_elsewhere", () -> assertThat(spec).isRejected().at("broken.bpf.c:1"));
        Throwable error = catchThrowableOf(() -> assertThat(spec).isRejected().because(RejectionReason.TOO_COMPLEX));
        assertThat(error).hasCauseInstanceOf(VerifierRejectionException.class);
    }

    /** Every line holds nothing. */
    @Test
    void aPlaceThatIsEmptyIsRefused() {
        ObjectSpec spec = only("broken.bpf.c", "null_value");

        assertThat(catchThrowable(() -> assertThat(spec).isRejected().at(" ")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anObjectThatLoadsIsToldWithItsFiguresAndClosed() {
        ObjectSpec spec = only("verified.bpf.c", "passes");

        golden.failsOnAScreen("not_rejected", () -> assertThat(spec).isRejected());
        assertThat(spec).isAccepted();
    }

    @Test
    void nothingSwitchedOnIsTold() {
        ObjectSpec spec = Bpf.open(source("broken.bpf.c"));
        spec.programs().forEach(program -> program.autoload(false));

        golden.failsOnAScreen("none_rejected", () -> assertThat(spec).isRejected());
    }

    @Test
    void aRefusalThatIsNotTheVerifiersIsNone() {
        ObjectSpec spec = Bpf.open(source("several_sizes.bpf.c"));
        spec.map("other").maxEntries(Integer.MAX_VALUE);

        golden.normalise("(Argument list too long\\(-7\\)|-E2BIG)$", "<E2BIG>")
                .failsOnAScreen("refused_not_rejected", () -> assertThat(spec).isRejected());
    }

    /** Its log is longer than kernels write; before Linux 6.4 its end, and with it the reason, was cut off. */
    @Test
    void aProgramThatIsTooComplexIsKnownHoweverLongItsLog() {
        assertThat(only("verified.bpf.c", "counts_on")).isRejected().because(RejectionReason.TOO_COMPLEX);
    }

    private static Throwable catchThrowableOf(Runnable assertion) {
        return catchThrowable(assertion::run);
    }

    @Test
    void figuresAreTheSameWithAndWithoutAHandle() {
        try (LoadedObject object = only("verified.bpf.c", "passes").load()) {
            assertThat(object.verifierFigures("passes"))
                    .isEqualTo(object.program("passes", XdpProgram.class).verifierFigures());
        }
    }

    private static ObjectSpec only(String file, String program) {
        ObjectSpec spec = Bpf.open(source(file));
        spec.programs().forEach(each -> each.autoload(each.name().equals(program)));
        return spec;
    }
}
