package io.bpftest.program;

import io.bpftest.error.CaptureDamagedException;
import io.bpftest.map.MapState;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of the packets of a capture: the verdict on each, in the order of the file.
 *
 * <p>Holds no packet: what is known of each lies in a file without a name, which goes with this object, so that a capture may
 * be of any size. Can be read after the program's object is closed.
 */
public final class Replay {

    private final PacketReadingProgram<?, ?> program;
    private final Path capture;
    private final ReplayOptions options;
    private final String tag;
    private final ReplayRecords records;
    private final List<MapState> maps;
    private final @Nullable CaptureDamagedException damage;
    private @Nullable SortedMap<String, SortedMap<String, Long>> counts;

    /**
     * Records a replay; engines call this.
     *
     * @param tag the kernel's tag of the program; empty if it tells none
     * @param damage what ended it before the file did, if anything
     */
    public Replay(
            PacketReadingProgram<?, ?> program,
            Path capture,
            ReplayOptions options,
            String tag,
            ReplayRecords records,
            List<MapState> maps,
            @Nullable CaptureDamagedException damage) {
        this.program = program;
        this.capture = capture;
        this.options = options;
        this.tag = tag;
        this.records = records;
        this.maps = List.copyOf(maps);
        this.damage = damage;
    }

    /** The program that the packets ran through. */
    public PacketReadingProgram<?, ?> program() {
        return program;
    }

    /** The capture's file. */
    public Path capture() {
        return capture;
    }

    /** How it was replayed. */
    public ReplayOptions options() {
        return options;
    }

    /** What the kernel calls this version of the program: a checksum of its instructions, as {@code bpftool prog} shows it. */
    public String tag() {
        return tag;
    }

    /** How many packets there were, with those that the kernel did not take; at least one. */
    public long size() {
        return records.size();
    }

    /** The packets in the order of the file. */
    public Stream<ReplayedPacket> stream() {
        return LongStream.range(0, size()).mapToObj(records::read);
    }

    /**
     * Gives what became of a packet.
     *
     * @param number its place in the file, from 1
     * @throws NoSuchElementException if the capture has no such packet, or the filter left it out
     */
    public ReplayedPacket packet(long number) {
        long from = 0;
        long to = Math.min(number, size());
        while (from < to) {
            long middle = (from + to) >>> 1;
            ReplayedPacket packet = records.read(middle);
            if (packet.number() == number) {
                return packet;
            } else if (packet.number() < number) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        throw new NoSuchElementException("packet " + number + " of " + capture.getFileName());
    }

    /** How many packets had each verdict, such as {@code XDP_DROP}; {@code not run} with the kernel's reason is one too. */
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> all = new TreeMap<>();
        countsByProtocol()
                .values()
                .forEach(some -> some.forEach((verdict, count) -> all.merge(verdict, count, Long::sum)));
        return Collections.unmodifiableSortedMap(all);
    }

    /** How many packets of each protocol had each verdict: {@code ip4 udp} and so on, as {@link ReplayedPacket#protocol}. */
    public synchronized SortedMap<String, SortedMap<String, Long>> countsByProtocol() {
        if (counts == null) {
            counts = Collections.unmodifiableSortedMap(records.counts());
        }
        return counts;
    }

    /** Those packets that the kernel does not take, such as too long ones, so that the program never saw them. */
    public Stream<ReplayedPacket> notRun() {
        return stream().filter(packet -> !packet.ran());
    }

    /** What the maps of the program's object held behind the last packet, each with its first entries. */
    public List<MapState> maps() {
        return maps;
    }

    /** Why the replay ended before the file did; only with {@link ReplayOptions#upToDamage}. */
    public Optional<CaptureDamagedException> damage() {
        return Optional.ofNullable(damage);
    }

    /** Gives the counts in one line. */
    @Override
    public String toString() {
        return program + " on " + size() + (size() == 1 ? " packet" : " packets") + " of " + capture.getFileName()
                + ": " + counts();
    }
}
