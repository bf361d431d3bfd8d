package io.bpftest.assertion;

import io.bpftest.packet.Frame;
import io.bpftest.program.ProgramRun;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;

/**
 * Assertions on the run of any program that takes a packet.
 *
 * <p>A failure tells the packet, what the program's maps hold, where the program comes from and where it ran, and saves
 * the packets as a capture in the report folder, {@code target/bpf-test} by default: the one that went in, the one that
 * came out where it differs, and the expected one, in this order.
 *
 * @param <S> the assert class itself
 * @param <R> the run
 */
public abstract class AbstractRunAssert<S extends AbstractRunAssert<S, R>, R extends ProgramRun>
        extends AbstractBpfAssert<S, R> {

    /** Takes the run and the class of the assertions on it. */
    protected AbstractRunAssert(@Nullable R actual, Class<S> type) {
        super(actual, type);
    }

    /**
     * Checks the return value, as 32 bits.
     *
     * <pre>{@code
     * XdpRun run = firewall.run(packet); // returns XDP_DROP
     * assertThat(run).returns(1);        // passes
     * assertThat(run).returns(2);        // fails
     * }</pre>
     */
    public S returns(int value) {
        isNotNull();
        return check(actual.returnValue() == value, outcome(value));
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

    /**
     * Checks that the program printed this line, among others perhaps, with {@code bpf_printk} during this run.
     *
     * <pre>{@code
     * assertThat(firewall.run(dns)).printed("no rule for port 53"); // passes
     * assertThat(firewall.run(dns)).printed("no rule");             // fails: not the whole line
     * }</pre>
     *
     * @param line the whole line, without a newline at its end; for a part of it see {@link ProgramRun#printk()}
     * @throws io.bpftest.error.PrivilegeException if this process may not capture it
     * @throws io.bpftest.error.FeatureMissingException if this kernel does not tell it
     */
    public S printed(String line) {
        isNotNull();
        if (!actual.printk().contains(line)) {
            throw failed(RunFailure.printed(actual, PrintedText.quoted(line)), lines(), line);
        }
        return myself;
    }

    /**
     * Checks that the program printed nothing during this run; errors as {@link #printed(String)}.
     *
     * <pre>{@code
     * assertThat(firewall.run(allowed)).printedNothing(); // passes
     * assertThat(firewall.run(dns)).printedNothing();     // fails
     * }</pre>
     */
    public S printedNothing() {
        isNotNull();
        if (!actual.printk().isEmpty()) {
            throw failed(RunFailure.printed(actual, "nothing"), lines(), "");
        }
        return myself;
    }

    private String lines() {
        return String.join(System.lineSeparator(), actual.printk());
    }

    /** Names a return value as {@link ProgramRun#outcome()} does. */
    abstract String outcome(int value);

    /** Fails unless the outcome is right, with both outcomes. */
    final S check(boolean right, String expected) {
        isNotNull();
        if (!right) {
            throw failed(RunFailure.outcome(actual, expected), actual.outcome(), expected);
        }
        return myself;
    }

    private AssertionError packetFailed(FailureText text, byte[] expected) {
        return failed(text, PacketDifference.lines(actual.output()), PacketDifference.lines(expected));
    }
}
