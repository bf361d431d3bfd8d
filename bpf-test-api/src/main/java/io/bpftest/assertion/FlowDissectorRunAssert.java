package io.bpftest.assertion;

import io.bpftest.program.FlowDissectorRun;
import io.bpftest.program.FlowDissectorVerdict;
import io.bpftest.program.FlowKeys;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assertions on the run of a flow dissector. */
public class FlowDissectorRunAssert extends AbstractReturnAssert<FlowDissectorRunAssert, FlowDissectorRun> {

    /** Makes assertions on a run; see {@link BpfAssertions#assertThat(FlowDissectorRun)}. */
    public FlowDissectorRunAssert(@Nullable FlowDissectorRun actual) {
        super(actual, FlowDissectorRunAssert.class);
    }

    /**
     * Checks for {@code BPF_OK}: the flow keys are to be used.
     *
     * <pre>{@code
     * assertThat(dissector.run(dns)).dissects();       // passes
     * assertThat(dissector.run(malformed)).dissects(); // fails
     * }</pre>
     */
    public FlowDissectorRunAssert dissects() {
        return hasVerdict(FlowDissectorVerdict.OK);
    }

    /**
     * Checks for {@code BPF_DROP}: the packet cannot be dissected.
     *
     * <pre>{@code
     * assertThat(dissector.run(malformed)).drops(); // passes
     * }</pre>
     */
    public FlowDissectorRunAssert drops() {
        return hasVerdict(FlowDissectorVerdict.DROP);
    }

    /**
     * Checks for {@code BPF_FLOW_DISSECTOR_CONTINUE}: the program leaves the packet to the kernel's own dissector.
     *
     * <pre>{@code
     * assertThat(dissector.run(unknownProtocol)).continues(); // passes
     * }</pre>
     */
    public FlowDissectorRunAssert continues() {
        return hasVerdict(FlowDissectorVerdict.CONTINUE);
    }

    /**
     * Checks the verdict.
     *
     * <pre>{@code
     * assertThat(dissector.run(dns)).hasVerdict(FlowDissectorVerdict.OK); // passes
     * }</pre>
     */
    public FlowDissectorRunAssert hasVerdict(FlowDissectorVerdict verdict) {
        isNotNull();
        String name = verdict == FlowDissectorVerdict.UNKNOWN
                ? "a number that is no bpf_ret_code of a flow dissector"
                : outcome(verdict.number());
        return check(actual.verdict() == verdict, name);
    }

    /**
     * Checks all flow keys; a failure tells those that differ.
     *
     * <pre>{@code
     * FlowKeys plain = dissector.run(packet).flowKeys();
     * assertThat(dissector.run(packetWithPadding)).hasFlowKeys(plain); // passes
     * }</pre>
     */
    public FlowDissectorRunAssert hasFlowKeys(FlowKeys expected) {
        isNotNull();
        FlowKeys found = actual.flowKeys();
        if (!found.equals(expected)) {
            List<String> differences = FlowKeysText.differences(found, expected);
            String sentence = ProgramFailure.subject(actual) + " left other flow keys than expected";
            throw failed(
                    describe(new FailureText(sentence).lines("differ", differences)),
                    String.join("\n", FlowKeysText.lines(found)),
                    String.join("\n", FlowKeysText.lines(expected)));
        }
        return this;
    }

    /**
     * Checks where the headers begin, in bytes from the Ethernet header.
     *
     * <pre>{@code
     * assertThat(dissector.run(udp4("203.0.113.7", 4000, "198.51.100.1", 53))).hasOffsets(14, 34); // passes
     * }</pre>
     *
     * @param network of the network header, {@code nhoff}
     * @param transport of the transport header, {@code thoff}
     */
    public FlowDissectorRunAssert hasOffsets(int network, int transport) {
        FlowKeys keys = keys();
        return checkLeft("offsets", offsets(keys.nhoff(), keys.thoff()), offsets(network, transport));
    }

    private static String offsets(int network, int transport) {
        return "nhoff " + network + ", thoff " + transport;
    }

    /**
     * Checks the addresses, {@code ipv4_src} and {@code ipv4_dst} or those of IPv6.
     *
     * <pre>{@code
     * assertThat(dissector.run(dns)).hasAddresses(ip4("203.0.113.7"), ip4("198.51.100.1")); // passes
     * }</pre>
     */
    public FlowDissectorRunAssert hasAddresses(InetAddress source, InetAddress destination) {
        FlowKeys keys = keys();
        String found = FlowKeysText.address(keys.source()) + " > " + FlowKeysText.address(keys.destination());
        String expected = FlowKeysText.address(source) + " > " + FlowKeysText.address(destination);
        return checkLeft("addresses", found, expected);
    }

    /**
     * Checks the ports, {@code sport} and {@code dport}.
     *
     * <pre>{@code
     * assertThat(dissector.run(dns)).hasPorts(4000, 53); // passes
     * assertThat(dissector.run(dns)).hasPorts(53, 4000); // fails
     * }</pre>
     */
    public FlowDissectorRunAssert hasPorts(int source, int destination) {
        FlowKeys keys = keys();
        return checkLeft("ports", keys.sport() + " > " + keys.dport(), source + " > " + destination);
    }

    /**
     * Checks the number of the transport protocol, {@code ip_proto}.
     *
     * <pre>{@code
     * assertThat(dissector.run(dns)).hasIpProtocol(17); // passes
     * }</pre>
     */
    public FlowDissectorRunAssert hasIpProtocol(int number) {
        return checkLeft("IP protocol", Integer.toString(keys().ipProto()), Integer.toString(number));
    }

    /**
     * Checks the flow label of IPv6.
     *
     * <pre>{@code
     * assertThat(dissector.run(labelled)).hasFlowLabel(0xbeeef); // passes
     * }</pre>
     */
    public FlowDissectorRunAssert hasFlowLabel(int label) {
        return checkLeft("flow label", FlowKeysText.hex(keys().flowLabel()), FlowKeysText.hex(label));
    }

    @Override
    String outcome(int value) {
        return FlowDissectorVerdict.name(value);
    }

    @Override
    FailureText describe(FailureText text) {
        return RunFailure.describe(text, actual, "keys", FlowKeysText.summary(actual.flowKeys()));
    }

    private FlowKeys keys() {
        isNotNull();
        return actual.flowKeys();
    }
}
