package io.bpftest.assertion;

import io.bpftest.program.XdpRun;
import io.bpftest.program.XdpVerdict;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Assertions on the run of an XDP program. */
public class XdpRunAssert extends AbstractRunAssert<XdpRunAssert, XdpRun> {

    /** Makes assertions on a run; see {@link BpfAssertions#assertThat(XdpRun)}. */
    public XdpRunAssert(@Nullable XdpRun actual) {
        super(actual, XdpRunAssert.class);
    }

    /**
     * Checks for {@code XDP_DROP}: the packet is dropped.
     *
     * <pre>{@code
     * assertThat(firewall.run(blocked)).drops(); // passes
     * assertThat(firewall.run(allowed)).drops(); // fails
     * }</pre>
     */
    public XdpRunAssert drops() {
        return hasVerdict(XdpVerdict.DROP);
    }

    /**
     * Checks for {@code XDP_PASS}: the packet goes up to the network stack.
     *
     * <pre>{@code
     * assertThat(firewall.run(allowed)).passes(); // passes
     * assertThat(firewall.run(blocked)).passes(); // fails
     * }</pre>
     */
    public XdpRunAssert passes() {
        return hasVerdict(XdpVerdict.PASS);
    }

    /**
     * Checks for {@code XDP_TX}: the packet goes out of the interface it came in by.
     *
     * <pre>{@code
     * assertThat(echo.run(ping)).transmits(); // passes
     * assertThat(echo.run(dns)).transmits(); // fails
     * }</pre>
     */
    public XdpRunAssert transmits() {
        return hasVerdict(XdpVerdict.TX);
    }

    /**
     * Checks for {@code XDP_REDIRECT}: the packet goes to another interface, CPU or AF_XDP socket.
     *
     * <pre>{@code
     * assertThat(router.run(routed)).redirects(); // passes
     * assertThat(router.run(local)).redirects(); // fails
     * }</pre>
     */
    public XdpRunAssert redirects() {
        return hasVerdict(XdpVerdict.REDIRECT);
    }

    /**
     * Checks for {@code XDP_ABORTED}: the program failed.
     *
     * <pre>{@code
     * assertThat(parser.run(malformed)).aborts(); // passes
     * assertThat(parser.run(wellFormed)).aborts(); // fails
     * }</pre>
     */
    public XdpRunAssert aborts() {
        return hasVerdict(XdpVerdict.ABORTED);
    }

    /**
     * Checks the verdict. {@link XdpVerdict#UNKNOWN} stands for any number that is no {@code xdp_action}; for a certain
     * one use {@link #returns(int)}.
     *
     * <pre>{@code
     * assertThat(firewall.run(blocked)).hasVerdict(XdpVerdict.DROP); // passes
     * assertThat(firewall.run(blocked)).hasVerdict(XdpVerdict.PASS); // fails
     * }</pre>
     */
    public XdpRunAssert hasVerdict(XdpVerdict expected) {
        isNotNull();
        String name = expected == XdpVerdict.UNKNOWN ? "a number that is no xdp_action" : outcome(expected.ordinal());
        return check(actual.verdict() == expected, name);
    }

    /**
     * Checks what the program left in the metadata area in front of the packet.
     *
     * <pre>{@code
     * assertThat(classifier.run(dns)).hasMetadata(new byte[] {7, 0, 0, 0}); // passes
     * assertThat(firewall.run(dns)).hasMetadata(new byte[] {7, 0, 0, 0});   // fails: it leaves none
     * }</pre>
     */
    public XdpRunAssert hasMetadata(byte[] expected) {
        isNotNull();
        String found = HexFormat.ofDelimiter(" ").formatHex(actual.metadata());
        String wanted = HexFormat.ofDelimiter(" ").formatHex(expected);
        if (!found.equals(wanted)) {
            throw failed(
                    describe(RunFailure.context(actual, "metadata", "[" + found + "]", "[" + wanted + "]")),
                    found,
                    wanted);
        }
        return myself;
    }

    @Override
    String outcome(int value) {
        return XdpVerdict.name(value);
    }
}
