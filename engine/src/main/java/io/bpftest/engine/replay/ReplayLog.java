package io.bpftest.engine.replay;

import io.bpftest.error.MachineException;
import io.bpftest.error.Problem;
import io.bpftest.program.ReplayRecords;
import io.bpftest.program.ReplayedPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of each packet, in a file that has no name from the start: nothing is left of it, however this process ends.
 * Written in blocks, by several threads.
 */
final class ReplayLog implements ReplayRecords {

    /** How many packets are written at once, and run by one thread in a row. */
    static final int BLOCK = 1024;

    private static final int NUMBER = 0;
    private static final int NANOS = 8;
    private static final int LENGTH = 16;
    private static final int RESULT = 20;
    private static final int OUTPUT_LENGTH = 24;
    private static final int CHECKSUM = 28;
    private static final int PROTOCOL = 32;
    private static final int SIZE = 40;

    /** In place of an output's length. */
    static final int UNCHANGED = -1;

    static final int NOTHING = -2;
    static final int NOT_RUN = -3;

    private final FileChannel file;
    private final Outcomes outcomes;
    private volatile long size;

    private long readFrom = -1;
    private final ByteBuffer read = ByteBuffer.allocateDirect(BLOCK * SIZE);

    ReplayLog(Outcomes outcomes) {
        this.outcomes = outcomes;
        try {
            // Gone from its folder as soon as it is open: the JDK unlinks such files at once where it can.
            Path path = Files.createTempFile("bpf-test-replay", null);
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    /** A block that one thread fills. */
    static ByteBuffer newBlock() {
        return ByteBuffer.allocateDirect(BLOCK * SIZE);
    }

    /**
     * Adds a packet to a block.
     *
     * @param result the return value; a negative errno where the program did not run
     * @param outputLength how long what came out is, or one of the values that stand in its place
     */
    static void put(
            ByteBuffer block,
            long number,
            long nanos,
            int length,
            int result,
            int outputLength,
            int checksum,
            int protocol) {
        block.putLong(number)
                .putLong(nanos)
                .putInt(length)
                .putInt(result)
                .putInt(outputLength)
                .putInt(checksum)
                .putInt(protocol)
                .putInt(0);
    }

    /** Writes a block, and empties it. */
    void write(ByteBuffer block, long firstIndex) {
        block.flip();
        try {
            long at = firstIndex * SIZE;
            while (block.hasRemaining()) {
                at += file.write(block, at);
            }
        } catch (IOException e) {
            throw notWritten(e);
        }
        block.clear();
    }

    /** Says how many packets there are when all were written. */
    void end(long packets) {
        size = packets;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public synchronized ReplayedPacket read(long index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("packet " + index + " of " + size);
        }
        long first = index - index % BLOCK;
        if (first != readFrom) {
            readBlock(first);
        }
        int at = (int) (index - first) * SIZE;
        int result = read.getInt(at + RESULT);
        int outputLength = read.getInt(at + OUTPUT_LENGTH);
        boolean ran = outputLength != NOT_RUN;
        Outcomes.Words words = words(result, ran);
        return new ReplayedPacket(
                read.getLong(at + NUMBER),
                read.getLong(at + NANOS),
                read.getInt(at + LENGTH),
                Protocols.text(read.getInt(at + PROTOCOL)),
                words.outcome(),
                words.verdict(),
                ran,
                output(outputLength, read.getInt(at + CHECKSUM)));
    }

    /** Counts by numbers first: making the words of each packet would take longer than some programs run. */
    @Override
    public synchronized SortedMap<String, SortedMap<String, Long>> counts() {
        Map<Kind, long[]> kinds = new HashMap<>();
        for (long first = 0; first < size; first += BLOCK) {
            readBlock(first);
            for (int at = 0; at < Math.min(BLOCK, size - first) * SIZE; at += SIZE) {
                boolean ran = read.getInt(at + OUTPUT_LENGTH) != NOT_RUN;
                Kind kind = new Kind(read.getInt(at + PROTOCOL), read.getInt(at + RESULT), ran);
                kinds.computeIfAbsent(kind, key -> new long[1])[0]++;
            }
        }
        SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();
        kinds.forEach((kind, count) -> counts.computeIfAbsent(Protocols.text(kind.protocol), key -> new TreeMap<>())
                .merge(words(kind.result, kind.ran).verdict(), count[0], Long::sum));
        return counts;
    }

    private record Kind(int protocol, int result, boolean ran) {}

    private Outcomes.Words words(int result, boolean ran) {
        return ran ? outcomes.of(result) : Outcomes.notRun(result);
    }

    private static String output(int length, int checksum) {
        return switch (length) {
            case UNCHANGED -> ReplayedPacket.UNCHANGED;
            case NOTHING, NOT_RUN -> ReplayedPacket.NOTHING;
            default -> ReplayedPacket.changed(length, checksum);
        };
    }

    private void readBlock(long first) {
        read.clear();
        try {
            long at = first * SIZE;
            int count;
            while (read.hasRemaining() && (count = file.read(read, at)) > 0) {
                at += count;
            }
        } catch (IOException e) {
            readFrom = -1;
            throw new MachineException(
                    new Problem(
                            "What a replay kept cannot be read",
                            e.toString(),
                            "a temporary folder whose files can be read, and a thread that is not interrupted",
                            "replay the capture again"),
                    e);
        }
        readFrom = first;
    }

    private static MachineException notWritten(IOException e) {
        return new MachineException(
                new Problem(
                        "What a replay gives cannot be kept",
                        e.toString(),
                        "a temporary folder with " + SIZE + " bytes of free space a packet",
                        "make room, or choose another folder: -Djava.io.tmpdir=FOLDER"),
                e);
    }
}
