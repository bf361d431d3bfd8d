package io.bpftest.assertion;

import io.bpftest.packet.PacketText;
import io.bpftest.program.RedirectTarget;
import io.bpftest.program.XdpLiveRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on live frames of an XDP program. Each throws what {@link XdpLiveRun#passed()} throws where frames cannot be
 * counted.
 */
public class XdpLiveRunAssert extends AbstractBpfAssert<XdpLiveRunAssert, XdpLiveRun> {

    /** Makes assertions on a run; see {@link BpfAssertions#assertThat(XdpLiveRun)}. */
    public XdpLiveRunAssert(@Nullable XdpLiveRun actual) {
        super(actual, XdpLiveRunAssert.class);
    }

    /**
     * Checks the interface that the first redirected frame goes to, be it that the kernel took the frame or refused it.
     *
     * <pre>{@code
     * XdpLiveRun run = router.runLive(packet, liveOn("veth0"));
     * assertThat(run).redirectsTo("veth1"); // passes
     * assertThat(run).redirectsTo("veth2"); // fails: redirected to veth1
     * }</pre>
     */
    public XdpLiveRunAssert redirectsTo(String networkInterface) {
        isNotNull();
        String found =
                actual.redirectTarget().map(RedirectTarget::interfaceName).orElse("");
        if (!found.equals(networkInterface)) {
            String said = actual.redirectTarget()
                    .map(target -> "redirected to " + target)
                    .orElse("redirected nothing");
            FailureText text = new FailureText(subject() + " " + said + ", expected " + networkInterface);
            throw failed(describe(text.line("frames", actual.outcome())));
        }
        return this;
    }

    /**
     * Checks how many frames went up to the network stack.
     *
     * <pre>{@code
     * assertThat(firewall.runLive(allowed, liveOn("veth0").frames(8))).hasPassed(8); // passes
     * assertThat(firewall.runLive(blocked, liveOn("veth0").frames(8))).hasPassed(8); // fails
     * }</pre>
     */
    public XdpLiveRunAssert hasPassed(long frames) {
        isNotNull();
        return check(actual.passed() == frames, frames + " passed");
    }

    /**
     * Checks how many frames the kernel took to redirect or to transmit.
     *
     * <pre>{@code
     * assertThat(router.runLive(packet, liveOn("veth0").frames(8))).hasRedirected(8); // passes
     * assertThat(router.runLive(local, liveOn("veth0").frames(8))).hasRedirected(8);  // fails
     * }</pre>
     */
    public XdpLiveRunAssert hasRedirected(long frames) {
        isNotNull();
        return check(actual.redirected() == frames, frames + " redirected");
    }

    /**
     * Checks how many frames the kernel refused to redirect or to transmit.
     *
     * <pre>{@code
     * assertThat(router.runLive(packet, liveOn("veth0"))).hasRefused(0); // passes
     * assertThat(router.runLive(packet, liveOn("veth0"))).hasRefused(0); // fails if the next interface is down
     * }</pre>
     */
    public XdpLiveRunAssert hasRefused(long frames) {
        isNotNull();
        return check(actual.refused() == frames, frames + " refused");
    }

    /**
     * Checks how many frames the program dropped or aborted.
     *
     * <pre>{@code
     * assertThat(limiter.runLive(packet, liveOn("veth0").frames(8))).hasDropped(3); // passes: 5 are let through
     * assertThat(limiter.runLive(packet, liveOn("veth0").frames(5))).hasDropped(3); // fails
     * }</pre>
     */
    public XdpLiveRunAssert hasDropped(long frames) {
        isNotNull();
        return check(actual.dropped() == frames, frames + " dropped");
    }

    private XdpLiveRunAssert check(boolean right, String expected) {
        if (!right) {
            FailureText text = new FailureText(subject() + " " + actual.outcome() + ", expected " + expected);
            actual.redirectTarget().ifPresent(target -> text.line("target", target.toString()));
            throw failed(describe(text));
        }
        return this;
    }

    private String subject() {
        return ProgramFailure.subject(actual.program());
    }

    private FailureText describe(FailureText text) {
        byte[] input = actual.input();
        text.line("packet", PacketText.summary(input))
                .line("ran", actual.options().toString());
        return ProgramFailure.describe(text, actual.program(), PrintedText.of(actual::printk))
                .line("saved", SavedPackets.save(List.of(input)));
    }
}
