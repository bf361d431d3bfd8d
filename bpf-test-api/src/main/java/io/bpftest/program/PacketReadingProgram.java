package io.bpftest.program;

import io.bpftest.packet.Frame;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pcap4j.packet.Packet;

/**
 * A program that a test runs on one packet at a time through {@code BPF_PROG_TEST_RUN}. One that gives a packet too is a
 * {@link PacketProgram}.
 *
 * <p>Safe for use by several threads. Minimum kernel 4.12.
 *
 * @param <R> what a run gives
 * @param <O> the options of a run
 */
public interface PacketReadingProgram<R extends PacketRun, O> extends Program {

    /**
     * Runs the program once on a packet.
     *
     * @param packet the whole frame, from its Ethernet header; referred to by the result, so leave it unchanged
     * @throws io.bpftest.error.PacketException if the kernel takes no packet of this length or kind
     * @throws io.bpftest.error.RunRefusedException if the kernel refuses the run for another reason
     */
    R run(byte[] packet);

    /**
     * Runs the program once on a packet with options; otherwise as {@link #run(byte[])}.
     *
     * @throws io.bpftest.error.RunOptionException if the kernel does not take an option
     */
    R run(byte[] packet, O options);

    /** Runs the program once on a packet of pcap4j with options; as {@link #run(byte[], Object)} on its raw data. */
    default R run(Packet packet, O options) {
        return run(packet.getRawData(), options);
    }

    /** Runs the program once on the packet of a description with options; as {@link #run(byte[], Object)}. */
    default R run(Frame<?> packet, O options) {
        return run(packet.bytes(), options);
    }

    /** Runs the program once on a packet of pcap4j; as {@link #run(byte[])} on its raw data. */
    default R run(Packet packet) {
        return run(packet.getRawData());
    }

    /** Runs the program once on the packet of a description; as {@link #run(byte[])} on its bytes. */
    default R run(Frame<?> packet) {
        return run(packet.bytes());
    }

    /**
     * Runs packets one after the other; what the program keeps in maps goes on from each to the next.
     *
     * @param packets each one of pcap4j's {@code Packet}, a {@code Frame}, a {@code CapturedPacket} or {@code byte[]}; a
     *     {@code FrameTemplate} is such an iterable
     * @return all runs, with the packets as they went in and came out: of so many that this is too much, {@link
     *     #runEach} keeps none
     * @throws io.bpftest.error.PacketSourceException if there are no packets
     * @throws io.bpftest.error.PacketException if the kernel does not take one of them, whose number it says; other
     *     errors of {@link #run(byte[])} say the number too
     */
    default RunSequence<R> runAll(Iterable<?> packets) {
        return SequenceRunner.all(packets, this::run);
    }

    /** Runs the packets of a stream and closes it; otherwise as {@link #runAll(Iterable)}. */
    default RunSequence<R> runAll(Stream<?> packets) {
        return SequenceRunner.all(packets, this::run);
    }

    /** Runs the packets of descriptions; otherwise as {@link #runAll(Iterable)}. */
    default RunSequence<R> runAll(Frame<?>... packets) {
        return SequenceRunner.all(packets, this::run);
    }

    /** Runs packets one after the other, each with these options; otherwise as {@link #runAll(Iterable)}. */
    default RunSequence<R> runAll(Iterable<?> packets, O options) {
        return SequenceRunner.all(packets, packet -> run(packet, options));
    }

    /**
     * Runs the packets of a stream one after the other and hands over each run, to keep what is needed of it: for
     * streams of any length, of which only one packet at a time is in memory. Closes the stream; otherwise as {@link
     * #runAll(Iterable)}.
     *
     * @return how many packets ran
     */
    default long runEach(Stream<?> packets, Consumer<? super R> each) {
        return SequenceRunner.<R>each(packets, this::run, each);
    }

    /**
     * Replays a capture: as {@link #replay(Path, ReplayOptions)} without options.
     *
     * <pre>{@code
     * Replay replay = firewall.replay(Captures.find(MyTest.class, "lan.pcap"));
     *
     * assertThat(replay).matchesApproved();
     * }</pre>
     */
    default Replay replay(Path capture) {
        return replay(capture, ReplayOptions.replayOptions());
    }

    /**
     * Runs all packets of a capture, of whatever size, and keeps of each what became of it; what the program keeps in maps goes
     * on from each to the next. Packets of other link types than Ethernet become frames of Ethernet ({@link
     * io.bpftest.packet.LinkType}). Those that the kernel does not take, such as too long ones, are counted as not run.
     *
     * <p>What it prints with {@code bpf_printk} is not captured.
     *
     * @param capture a .pcap or .pcapng file, with times in microseconds or nanoseconds, of either byte order
     * @throws io.bpftest.error.FileMissingException if there is no such file
     * @throws io.bpftest.error.CaptureDamagedException if it is damaged or ends within a packet, which packet that is and
     *     where in the file; {@link ReplayOptions#upToDamage} keeps what came before
     * @throws io.bpftest.error.PacketException if its packets cannot be made frames of Ethernet, or libpcap does not take the
     *     filter
     * @throws io.bpftest.error.PacketSourceException if it holds no packets, or one that was captured cut short
     * @throws io.bpftest.error.MachineException if the temporary folder has no room for 40 bytes a packet
     */
    Replay replay(Path capture, ReplayOptions options);

    /**
     * Measures how long the program takes for a packet: the kernel runs it some thousand times in one call and tells the mean,
     * without the system call ({@code duration} of {@code BPF_PROG_TEST_RUN}). After a warm-up, which also finds how many
     * runs make some 2 ms, 20 samples are taken. The report and {@code benchmarks.json} show them.
     *
     * <pre>{@code
     * Benchmark benchmark = firewall.benchmark(udp4("203.0.113.7", 4000, "198.51.100.1", 53));
     *
     * System.out.println(benchmark); // XDP program "xdp_firewall": median 21 ns ± 1 ns, ...
     * }</pre>
     *
     * <p>All runs are real ones: counters in maps go up by some hundred thousands, rate limits are used up, {@code bpf_printk}
     * prints as often. The kernel gives all runs of a sample the same buffer ({@code bpf_test_run} in
     * net/bpf/test_run.c), XDP packets and skbs alike, so each run finds the packet as the one before left it: a program that
     * adds a header, or lowers the TTL, adds it or lowers it again and again. Where a repeated run ends otherwise than a single
     * one, {@link Benchmark#notes} says so. The time includes the kernel's loop around the program, some 35 ns on Linux 6.18,
     * as for a program of two instructions. For XDP, each sample costs another 16 to 60 ms, in which the kernel swaps
     * its dispatcher.
     *
     * @param packet the whole frame, from its Ethernet header
     * @throws io.bpftest.error.BenchmarkException if the kernel does not repeat runs of this kind of program
     * @throws io.bpftest.error.PacketException if the kernel takes no packet of this length or kind
     * @throws io.bpftest.error.RunRefusedException if the kernel refuses the run for another reason
     */
    @Override
    default Benchmark benchmark(byte[] packet) {
        throw NoRepeat.of(info());
    }

    /**
     * Measures how long the program takes for a packet with options; otherwise as {@link #benchmark(byte[])}.
     *
     * @throws io.bpftest.error.RunOptionException if the kernel does not take an option
     */
    default Benchmark benchmark(byte[] packet, O options) {
        throw NoRepeat.of(info());
    }

    /** Measures how long the program takes for a packet of pcap4j; as {@link #benchmark(byte[])} on its raw data. */
    default Benchmark benchmark(Packet packet) {
        return benchmark(packet.getRawData());
    }

    /** Measures how long the program takes for the packet of a description; as {@link #benchmark(byte[])}. */
    default Benchmark benchmark(Frame<?> packet) {
        return benchmark(packet.bytes());
    }

    /** Measures how long the program takes with options; as {@link #benchmark(byte[], Object)} on the raw data. */
    default Benchmark benchmark(Packet packet, O options) {
        return benchmark(packet.getRawData(), options);
    }

    /** Measures how long the program takes with options; as {@link #benchmark(byte[], Object)} on the bytes. */
    default Benchmark benchmark(Frame<?> packet, O options) {
        return benchmark(packet.bytes(), options);
    }

    /**
     * Measures this program and another in turn on the same packet, in 20 rounds, and in up to 100 as long as it cannot be
     * told whether this one takes more than the allowed time. For a test, {@code assertThat(newOne).on(packet)
     * .isNotSlowerThan(oldOne, 1.10)} judges what comes out.
     *
     * @param reference the program to compare with, of any type that has {@link #benchmark(byte[])}
     * @param allowed how many times the other's time this program may take, above 0, such as 1.10
     * @throws io.bpftest.error.BenchmarkException if the kernel does not repeat runs of one of the two; other errors as
     *     {@link #benchmark(byte[])}
     */
    default BenchmarkComparison benchmarkAgainst(PacketReadingProgram<?, ?> reference, byte[] packet, double allowed) {
        throw NoRepeat.of(info());
    }
}
