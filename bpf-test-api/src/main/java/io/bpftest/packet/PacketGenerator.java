package io.bpftest.packet;

import io.bpftest.error.PacketSourceException;
import io.bpftest.error.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Generates packets: of the protocols that filters look at, sound and damaged, and such as those of a corpus but for some
 * bytes. Fields get values from a {@link Dictionary}, from the ends of their ranges, and any others.
 *
 * <p>Which packets follows from the seed, and from what the generator was given, alone. Immutable; each call gives a
 * changed copy.
 *
 * <pre>{@code
 * assertThat(newFilter).agreesWith(oldFilter).onGenerated(PacketGenerator.protocols().corpus(capture).seed(1));
 * }</pre>
 */
public final class PacketGenerator {

    /** Keep the numbers of seeds apart from those of packets; any two large odd numbers do. */
    private static final long OF_SEED = 0xd1342543de82ef95L;

    private static final long OF_NUMBER = 0x2545f4914f6cdd1dL;

    private final boolean protocols;
    private final List<byte[]> corpus;
    private final Dictionary dictionary;
    private final long seed;

    private PacketGenerator(boolean protocols, List<byte[]> corpus, Dictionary dictionary, long seed) {
        this.protocols = protocols;
        this.corpus = corpus;
        this.dictionary = dictionary;
        this.seed = seed;
    }

    /**
     * Generates packets of Ethernet with VLAN tags, ARP, IPv4 with options and fragments, IPv6 with extension headers, TCP,
     * UDP, ICMP, IP in IP and GRE, and others by their numbers, with payloads of boundary lengths among them. One in
     * eight is damaged or cut short. The seed is 0.
     */
    public static PacketGenerator protocols() {
        return new PacketGenerator(true, List.of(), Dictionary.empty(), 0);
    }

    /**
     * Generates changed packets of a corpus only. The seed is 0.
     *
     * @param packets in any of the forms that {@link PacketForms} names
     * @throws PacketSourceException if there are none
     */
    public static PacketGenerator mutating(Iterable<?> packets) {
        return new PacketGenerator(false, List.of(), Dictionary.empty(), 0).corpus(packets);
    }

    /** Generates changed packets of a capture only; otherwise as {@link #mutating(Iterable)}. */
    public static PacketGenerator mutating(Path capture) {
        return new PacketGenerator(false, List.of(), Dictionary.empty(), 0).corpus(capture);
    }

    /**
     * Changes packets of a corpus too, every other time.
     *
     * @param packets in any of the forms that {@link PacketForms} names; kept in memory
     * @throws PacketSourceException if there are none
     */
    public PacketGenerator corpus(Iterable<?> packets) {
        if (packets instanceof Path capture) {
            return corpus(capture);
        }
        return corpus(PacketForms.each(packets).map(PacketForms::bytes).toList(), "an iterable");
    }

    /**
     * Changes packets of a capture too, every other time.
     *
     * @throws PacketSourceException if it has no packets
     * @throws io.bpftest.error.FileMissingException if there is none
     * @throws io.bpftest.error.PacketException if it is damaged
     */
    public PacketGenerator corpus(Path capture) {
        return corpus(Captures.readBytes(capture), "the capture " + capture);
    }

    private PacketGenerator corpus(List<byte[]> packets, String source) {
        if (packets.isEmpty()) {
            throw new PacketSourceException(new Problem(
                    "A corpus for generated packets is empty",
                    source + " without packets",
                    "at least one packet to change",
                    "give packets, or leave the corpus out"));
        }
        List<byte[]> all = new ArrayList<>(corpus);
        all.addAll(packets);
        return new PacketGenerator(protocols, List.copyOf(all), dictionary, seed);
    }

    /** Uses the values of a dictionary too, beside those given before; see {@code Program.dictionary()}. */
    public PacketGenerator dictionary(Dictionary values) {
        return new PacketGenerator(protocols, corpus, dictionary.plus(values), seed);
    }

    /** Generates other packets. */
    public PacketGenerator seed(long value) {
        return new PacketGenerator(protocols, corpus, dictionary, value);
    }

    /** The seed. */
    public long seed() {
        return seed;
    }

    /** The packets, without end, made one by one as they are taken. */
    public Stream<byte[]> stream() {
        DrawnValues values = new DrawnValues(DictionaryWords.of(dictionary));
        ProtocolPackets sound = new ProtocolPackets(values);
        MutatedPackets changed = new MutatedPackets(corpus, values);
        return LongStream.iterate(1, number -> number + 1).mapToObj(number -> {
            values.seed(mixed(mixed(seed * OF_SEED) + number * OF_NUMBER));
            if (!protocols || !corpus.isEmpty() && values.chance(50)) {
                return changed.next();
            }
            byte[] packet = sound.next();
            return values.chance(12) ? changed.damaged(packet) : packet;
        });
    }

    /** Spreads a number over all 64 bits, so that random numbers of neighbours have nothing in common. */
    private static long mixed(long number) {
        long half = (number ^ number >>> 32) * OF_NUMBER;
        half = (half ^ half >>> 29) * OF_SEED;
        return half ^ half >>> 32;
    }

    @Override
    public String toString() {
        return "generated packets of seed " + seed;
    }
}
