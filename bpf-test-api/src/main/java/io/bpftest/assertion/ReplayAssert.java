package io.bpftest.assertion;

import io.bpftest.program.Replay;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Assertions on what became of the packets of a capture. */
public class ReplayAssert extends AbstractBpfAssert<ReplayAssert, Replay> {

    /** Makes assertions on a replay; see {@link BpfAssertions#assertThat(Replay)}. */
    public ReplayAssert(@Nullable Replay actual) {
        super(actual, ReplayAssert.class);
    }

    /**
     * Checks how many packets there were, with those that the kernel did not take.
     *
     * <pre>{@code
     * assertThat(firewall.replay(lan)).hasSize(64); // passes
     * assertThat(firewall.replay(lan)).hasSize(63); // fails
     * }</pre>
     */
    public ReplayAssert hasSize(long expected) {
        isNotNull();
        if (actual.size() != expected) {
            throw failed(ReplayFailure.of(actual, "had " + actual.size() + " packets, expected " + expected));
        }
        return this;
    }

    /**
     * Checks how many packets had a verdict, in the words of failure texts.
     *
     * <pre>{@code
     * assertThat(firewall.replay(lan)).hasCount("XDP_DROP", 12); // passes
     * assertThat(firewall.replay(lan)).hasCount("XDP_TX", 1);    // fails: none
     * }</pre>
     *
     * @param verdict such as {@code XDP_DROP}; of a socket filter {@code accept} or {@code drop}
     */
    public ReplayAssert hasCount(String verdict, long expected) {
        isNotNull();
        long found = actual.counts().getOrDefault(verdict, 0L);
        if (found != expected) {
            throw failed(ReplayFailure.of(
                    actual, "gave " + verdict + " for " + packets(found) + ", expected " + packets(expected)));
        }
        return this;
    }

    /**
     * Checks that the program ran on each packet: the kernel took them all.
     *
     * <pre>{@code
     * assertThat(firewall.replay(lan)).ranOnEachPacket(); // passes
     * }</pre>
     */
    public ReplayAssert ranOnEachPacket() {
        isNotNull();
        if (actual.notRun().findAny().isPresent()) {
            throw failed(ReplayFailure.notRun(actual));
        }
        return this;
    }

    /**
     * Compares the verdict and the output of each packet with those that were approved, which lie in a text file beside the
     * test's source, named after the test. With {@code -Dbpftest.approve=true} the file is written instead.
     *
     * <pre>{@code
     * assertThat(firewall.replay(lan)).matchesApproved();
     * }</pre>
     *
     * @throws AssertionError if packets were treated otherwise, each with its old and its new verdict; if nothing was approved
     *     yet, with the command that does; if what was approved is another program or another capture
     */
    public ReplayAssert matchesApproved() {
        return matchesApproved("");
    }

    /**
     * Compares with what was approved under a name, for tests that replay several captures; otherwise as {@link
     * #matchesApproved()}.
     */
    public ReplayAssert matchesApproved(String name) {
        isNotNull();
        Approval approval = Approval.of(Objects.requireNonNull(actual), name);
        approval.check().ifPresent(text -> {
            throw failed(text);
        });
        return this;
    }

    private static String packets(long count) {
        return count + (count == 1 ? " packet" : " packets");
    }
}
