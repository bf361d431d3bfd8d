package io.bpftest.assertion;

import io.bpftest.packet.HeaderText;
import io.bpftest.packet.PacketText;
import io.bpftest.program.ProgramRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;

/**
 * Assertions on a packet: that a run gave, through {@link AbstractRunAssert#packet()}, or any other.
 *
 * <p>Packets are compared by their bytes. A failure shows which fields of which headers differ, then which bytes, and
 * saves the packet and the expected one as a capture in the report folder, {@code target/bpf-test} by default.
 */
public class PacketAssert extends AbstractBpfAssert<PacketAssert, Packet> {

    private final byte[] frame;
    private final @Nullable ProgramRun run;

    /** Makes assertions on a packet; see {@link BpfAssertions#assertThat(Packet)}. */
    public PacketAssert(@Nullable Packet actual) {
        super(actual, PacketAssert.class);
        this.frame = actual == null ? new byte[0] : actual.getRawData();
        this.run = null;
    }

    /** Makes assertions on the packet that a run gave, with what the run tells in the failures. */
    PacketAssert(ProgramRun run) {
        super(run.packet(), PacketAssert.class);
        this.frame = run.output();
        this.run = run;
    }

    /**
     * Checks that the packet has the same bytes as another.
     *
     * <pre>{@code
     * Packet packet = udp4("203.0.113.7", 4000, "198.51.100.1", 53).ttl(63).build();
     * assertThat(packet).isEqualTo(udp4("203.0.113.7", 4000, "198.51.100.1", 53).ttl(63).build()); // passes
     * assertThat(packet).isEqualTo(udp4("203.0.113.7", 4000, "198.51.100.1", 53).ttl(64).build()); // fails: ipv4 ttl
     * }</pre>
     */
    public PacketAssert isEqualTo(Packet expected) {
        return isEqualTo(expected.getRawData());
    }

    /** Checks that the packet has these bytes, from its link-layer header on; as {@link #isEqualTo(Packet)}. */
    public PacketAssert isEqualTo(byte[] expected) {
        isNotNull();
        if (!Arrays.equals(expected, frame)) {
            throw failed(failure().differs(expected), PacketDifference.lines(frame), PacketDifference.lines(expected));
        }
        return this;
    }

    /** Compares with a packet or bytes that the compiler does not know as such; anything else is not equal. */
    @Override
    public PacketAssert isEqualTo(@Nullable Object expected) {
        Optional<byte[]> bytes = bytes(expected);
        return bytes.isPresent() ? isEqualTo(bytes.get()) : super.isEqualTo(expected);
    }

    /**
     * Checks that the packet has other bytes than this packet or byte array.
     *
     * <pre>{@code
     * assertThat(run).packet().isNotEqualTo(sent); // passes if the program changed any byte, fails if not
     * }</pre>
     */
    @Override
    public PacketAssert isNotEqualTo(@Nullable Object other) {
        isNotNull();
        if (bytes(other).filter(bytes -> Arrays.equals(bytes, frame)).isPresent()) {
            throw failed(failure().text("has the same bytes as the other, expected it to differ"));
        }
        return this;
    }

    /**
     * Checks how long the packet is, from its link-layer header to its last byte.
     *
     * <pre>{@code
     * assertThat(run).packet().hasLength(60); // passes for a packet of 60 bytes, fails for one of 64
     * }</pre>
     *
     * @param bytes the expected length in bytes
     */
    public PacketAssert hasLength(int bytes) {
        isNotNull();
        if (frame.length != bytes) {
            throw failed(
                    failure().text("has " + frame.length + " bytes, expected " + bytes),
                    Integer.toString(frame.length),
                    Integer.toString(bytes));
        }
        return this;
    }

    /**
     * Checks that the packet has a header that pcap4j knows.
     *
     * <pre>{@code
     * Packet packet = udp4("203.0.113.7", 4000, "198.51.100.1", 53).build();
     * assertThat(packet).hasHeader(UdpPacket.class); // passes
     * assertThat(packet).hasHeader(TcpPacket.class); // fails
     * }</pre>
     */
    public PacketAssert hasHeader(Class<? extends Packet> type) {
        isNotNull();
        if (!actual.contains(type)) {
            throw failed(failure().text("has no " + type.getSimpleName()));
        }
        return this;
    }

    /**
     * Checks that the packet does not have a header that pcap4j knows.
     *
     * <pre>{@code
     * Packet packet = udp4("203.0.113.7", 4000, "198.51.100.1", 53).build();
     * assertThat(packet).doesNotHaveHeader(Dot1qVlanTagPacket.class); // passes
     * assertThat(packet).doesNotHaveHeader(UdpPacket.class);          // fails
     * }</pre>
     */
    public PacketAssert doesNotHaveHeader(Class<? extends Packet> type) {
        isNotNull();
        if (actual.contains(type)) {
            throw failed(failure().text("has a " + type.getSimpleName() + ", expected none"));
        }
        return this;
    }

    /**
     * Checks a header with assertions on pcap4j's own type; the outermost one where there are several.
     *
     * <pre>{@code
     * assertThat(packet).hasHeaderSatisfying(IpV4Packet.class, ip ->
     *         assertThat(ip.getHeader().getTtlAsInt()).isEqualTo(63)); // passes for a TTL of 63, fails for others
     * }</pre>
     *
     * @throws AssertionError also where there is no such header
     */
    public <T extends Packet> PacketAssert hasHeaderSatisfying(Class<T> type, Consumer<? super T> requirements) {
        hasHeader(type);
        try {
            requirements.accept(actual.get(type));
        } catch (AssertionError e) {
            AssertionError error = failed(failure()
                    .text(
                            "has the wrong " + type.getSimpleName(),
                            "reason",
                            String.valueOf(e.getMessage()).strip()));
            error.initCause(e);
            throw error;
        }
        return this;
    }

    /**
     * Checks one field of a header by the names and in the notation that failures use; of the outermost header where
     * there are several of that name. What a value has in parentheses may be left out.
     *
     * <pre>{@code
     * Packet packet = udp4("203.0.113.7", 4000, "198.51.100.1", 53).ttl(64).build();
     * assertThat(packet).hasField("ip4", "source", "203.0.113.7"); // passes
     * assertThat(packet).hasField("ip4", "protocol", "17 (UDP)");  // passes, as does "17"
     * assertThat(packet).hasField("ip4", "ttl", "63");             // fails
     * assertThat(packet).hasField("ip6", "ttl", "64");             // fails, and lists the headers there are
     * }</pre>
     *
     * @param header the header's name, as {@link HeaderText#name()} has it
     * @param field the field's name, as {@link HeaderText#fields()} has it
     * @param expected its value as text
     */
    public PacketAssert hasField(String header, String field, String expected) {
        isNotNull();
        List<HeaderText> headers = PacketText.headers(frame);
        HeaderText found = headers.stream()
                .filter(any -> any.name().equals(header))
                .findFirst()
                .orElseThrow(() -> failed(failure()
                        .text(
                                "has no header " + header + ", expected its " + field + " to be " + expected,
                                "has",
                                String.join(
                                        ", ",
                                        headers.stream().map(HeaderText::name).toList()))));
        String value = found.fields().get(field);
        if (value == null) {
            throw failed(failure()
                    .text(
                            "has no field " + field + " in its header " + header + ", expected it to be " + expected,
                            "has",
                            String.join(", ", found.fields().keySet())));
        }
        if (!value.equals(expected) && !value.startsWith(expected + " (")) {
            throw failed(
                    failure().text("has " + header + " " + field + " " + value + ", expected " + expected),
                    value,
                    expected);
        }
        return this;
    }

    /**
     * Checks a field that is a decimal number; as {@link #hasField(String, String, String)}.
     *
     * <pre>{@code
     * assertThat(packet).hasField("ip4", "ttl", 64); // passes for a TTL of 64, fails for others
     * }</pre>
     */
    public PacketAssert hasField(String header, String field, long expected) {
        return hasField(header, field, Long.toString(expected));
    }

    /**
     * Checks that the checksums of IPv4, UDP, TCP and ICMP fit the packet's bytes. A UDP checksum of zero over IPv4 says
     * that there is none, and passes; so does one that covers bytes that the packet lacks, as in fragments.
     *
     * <pre>{@code
     * assertThat(router.run(packet)).packet().hasValidChecksums(); // fails if the program lowered the TTL but left the
     *                                                              // IPv4 checksum as it was
     * }</pre>
     */
    public PacketAssert hasValidChecksums() {
        isNotNull();
        List<String> wrong = new ArrayList<>();
        for (HeaderText header : PacketText.headers(frame)) {
            String checksum = header.fields().getOrDefault("checksum", "");
            if (checksum.contains("(wrong") || checksum.contains("needs one)")) {
                wrong.add(header.name() + " checksum " + checksum);
            }
        }
        if (!wrong.isEmpty()) {
            throw failed(failure().text("has " + String.join(" and ", wrong)));
        }
        return this;
    }

    private PacketFailure failure() {
        return run == null ? new PacketFailure(frame) : new PacketFailure(run);
    }

    private static Optional<byte[]> bytes(@Nullable Object packet) {
        if (packet instanceof Packet known) {
            return Optional.of(known.getRawData());
        }
        return packet instanceof byte[] bytes ? Optional.of(bytes) : Optional.empty();
    }
}
