package io.bpftest.engine.bench;

import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.ReplayOptions.replayOptions;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.program.Replay;
import io.bpftest.program.ReplayOptions;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A million packets of 64 to 1,500 bytes through a small filter, beside a loop in C over libpcap and libbpf. */
final class ReplayRows {

    private static final int PACKETS = 1_000_000;
    private static final int ROUNDS = 7;
    private static final int WARM_UP_ROUNDS = 2;
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** The rate must be at least 0.85 of C's. */
    private static final double ONE_THREAD = 1 / 0.85;

    /** The speed-up must be at least 0.9 of C's. */
    private static final double ALL_CORES = 1 / 0.9;

    private static final double MOST_MEGABYTES = 512;

    private final CProgram c;
    private final Path object;
    private final Path capture;

    ReplayRows(CProgram c, Path folder) {
        this.c = c;
        this.object = folder.resolve("small_filter.bpf.o");
        this.capture = folder.resolve("million.pcap");
    }

    List<Row> measure() {
        write();
        double[] inC = new double[ROUNDS];
        double[] inJava = new double[ROUNDS];
        double[] gainInC = new double[ROUNDS];
        double[] gainInJava = new double[ROUNDS];
        try (LoadedObject loaded = Bpf.open(object).load()) {
            XdpProgram program = loaded.program(XdpProgram.class);
            for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                int slot = Math.max(0, round);
                inC[slot] = c.replay(object, capture, 1);
                inJava[slot] = nanoseconds(program, replayOptions().inOrder());
                gainInC[slot] = inC[slot] / c.replay(object, capture, CORES);
                gainInJava[slot] =
                        inJava[slot] / nanoseconds(program, replayOptions().onAllCores());
            }
        }
        double gains = Row.median(gainInC) / Row.median(gainInJava);
        return List.of(
                Row.ratio("replay of 1,000,000 packets", inC, inJava, 1e6, "ms", ONE_THREAD),
                new Row(
                        "replay on " + CORES + " cores, times as fast",
                        String.format("C %8.2f x    Java %8.2f x", Row.median(gainInC), Row.median(gainInJava)),
                        gains,
                        ALL_CORES,
                        "x"));
    }

    /** What this JVM has had in memory at most. */
    static Row memory() {
        try {
            double megabytes = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
            return new Row("resident memory of all replays", "", megabytes, MOST_MEGABYTES, "MB");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double nanoseconds(XdpProgram program, ReplayOptions options) {
        long start = System.nanoTime();
        Replay replay = program.replay(capture, options);
        double nanoseconds = System.nanoTime() - start;
        if (replay.size() != PACKETS) {
            throw new IllegalStateException(replay.toString());
        }
        return nanoseconds;
    }

    private void write() {
        Random random = new Random(10);
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(262_144)
                .putInt(1);
        byte[] frame = udp4("203.0.113.7", 4000, "198.51.100.1", 53)
                .payloadOfZeros(1500 - 42)
                .bytes();
        try (OutputStream file = Files.newOutputStream(capture)) {
            file.write(header.array());
            // One buffer for all: what is measured is the memory of replays, not of this.
            ByteBuffer packet = ByteBuffer.allocate(16 + frame.length).order(ByteOrder.LITTLE_ENDIAN);
            packet.put(16, frame);
            for (int i = 0; i < PACKETS; i++) {
                int length = 64 + random.nextInt(1500 - 64 + 1);
                packet.putInt(0, i / 1000).putInt(4, i % 1000).putInt(8, length).putInt(12, length);
                file.write(packet.array(), 0, 16 + length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
