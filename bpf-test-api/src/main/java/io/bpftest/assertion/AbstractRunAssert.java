package io.bpftest.assertion;

import io.bpftest.packet.Frame;
import io.bpftest.program.ProgramRun;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;

/**
 * Assertions on the run of any program that takes a packet and gives one.
 *
 * <p>A failure tells the packet, what the program's maps hold, where the program comes from and where it ran, and saves
 * the packets as a capture in the report folder, {@code target/bpf-test} by default: the one that went in, the one that
 * came out where it differs, and the expected one, in this order.
 *
 * @param <S> the assert class itself
 * @param <R> the run
 */
public abstract class AbstractRunAssert<S extends AbstractRunAssert<S, R>, R extends ProgramRun>
        extends AbstractReturnAssert<S, R> {

    /** Takes the run and the class of the assertions on it. */
    protected AbstractRunAssert(@Nullable R actual, Class<S> type) {
        super(actual, type);
    }

    /**
     * Checks that the packet came out as it went in, byte for byte.
     *
     * <pre>{@code
     * assertThat(firewall.run(packet)).isUnchanged(); // passes
     * assertThat(router.run(packet)).isUnchanged();   // fails: it lowered the packet's TTL
     * }</pre>
     */
    public S isUnchanged() {
        isNotNull();
        byte[] input = actual.input();
        if (!Arrays.equals(input, actual.output())) {
            throw packetFailed(new PacketFailure(actual).changed(), input);
        }
        return myself;
    }

    /**
     * Checks that the program changed the packet in any way.
     *
     * <pre>{@code
     * assertThat(router.run(packet)).isChanged();   // passes: it lowered the packet's TTL
     * assertThat(firewall.run(packet)).isChanged(); // fails
     * }</pre>
     */
    public S isChanged() {
        isNotNull();
        if (Arrays.equals(actual.input(), actual.output())) {
            throw failed(new PacketFailure(actual).unchanged());
        }
        return myself;
    }

    /**
     * Checks that the packet came out as this one, byte for byte.
     *
     * <pre>{@code
     * XdpRun run = router.run(udp4("203.0.113.7", 4000, "198.51.100.1", 53).ttl(64).build());
     * assertThat(run).hasOutput(udp4("203.0.113.7", 4000, "198.51.100.1", 53).ttl(63).build()); // passes
     * assertThat(run).hasOutput(udp4("203.0.113.7", 4000, "198.51.100.1", 53).ttl(64).build()); // fails: ip4 ttl
     * }</pre>
     */
    public S hasOutput(Packet expected) {
        return hasOutput(expected.getRawData());
    }

    /** Checks that the packet of a description came out; as {@link #hasOutput(Packet)}. */
    public S hasOutput(Frame<?> expected) {
        return hasOutput(expected.bytes());
    }

    /** Checks that these bytes came out; as {@link #hasOutput(Packet)}. */
    public S hasOutput(byte[] expected) {
        isNotNull();
        if (!Arrays.equals(expected, actual.output())) {
            throw packetFailed(new PacketFailure(actual).differs(expected), expected);
        }
        return myself;
    }

    /**
     * Goes on with the packet that came out.
     *
     * <pre>{@code
     * assertThat(router.run(packet)).transmits().packet().hasField("ip4", "ttl", 63);
     * }</pre>
     */
    public PacketAssert packet() {
        isNotNull();
        return new PacketAssert(actual).as(info.description());
    }

    @Override
    final FailureText describe(FailureText text) {
        return RunFailure.describe(text, actual, null);
    }

    private AssertionError packetFailed(FailureText text, byte[] expected) {
        return failed(text, PacketDifference.lines(actual.output()), PacketDifference.lines(expected));
    }
}
