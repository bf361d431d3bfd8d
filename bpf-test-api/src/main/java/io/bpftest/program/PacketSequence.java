package io.bpftest.program;

import io.bpftest.packet.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.pcap4j.packet.Packet;

/**
 * Packets that run in order, each through a program of its own: for programs that share maps, such as one that notes
 * what goes out and one that lets only answers in. Immutable: each call gives a longer copy.
 *
 * <pre>{@code
 * RunSequence<PacketRun> runs = PacketSequence.sequence()
 *         .then(egress, syn)
 *         .then(ingress, synAck)
 *         .then(ingress, stranger)
 *         .run();
 *
 * assertThat(runs).first(2).pass().rest().drop();
 * }</pre>
 */
public final class PacketSequence {

    private static final PacketSequence EMPTY = new PacketSequence(List.of());

    private final List<Supplier<PacketRun>> steps;

    private PacketSequence(List<Supplier<PacketRun>> steps) {
        this.steps = steps;
    }

    /** Gives the sequence without packets. */
    public static PacketSequence sequence() {
        return EMPTY;
    }

    /** Adds a packet, given as the whole frame from its Ethernet header, and the program that it runs through. */
    public PacketSequence then(PacketReadingProgram<?, ?> program, byte[] packet) {
        return and(() -> program.run(packet));
    }

    /** Adds a packet and the program that it runs through. */
    public PacketSequence then(PacketReadingProgram<?, ?> program, Packet packet) {
        return and(() -> program.run(packet));
    }

    /** Adds a packet and the program that it runs through. */
    public PacketSequence then(PacketReadingProgram<?, ?> program, Frame<?> packet) {
        return and(() -> program.run(packet));
    }

    /** Adds a packet and the program that it runs through with options. */
    public <O> PacketSequence then(PacketReadingProgram<?, O> program, byte[] packet, O options) {
        return and(() -> program.run(packet, options));
    }

    /** Adds a packet and the program that it runs through with options. */
    public <O> PacketSequence then(PacketReadingProgram<?, O> program, Packet packet, O options) {
        return and(() -> program.run(packet, options));
    }

    /** Adds a packet and the program that it runs through with options. */
    public <O> PacketSequence then(PacketReadingProgram<?, O> program, Frame<?> packet, O options) {
        return and(() -> program.run(packet, options));
    }

    /**
     * Runs the packets in their order.
     *
     * @throws io.bpftest.error.PacketSourceException if there are none
     * @throws io.bpftest.error.PacketException if the kernel does not take one of them, whose number it says; other
     *     errors of {@link PacketReadingProgram#run(byte[])} say the number too
     */
    public RunSequence<PacketRun> run() {
        if (steps.isEmpty()) {
            throw SequenceRunner.nothing();
        }
        List<PacketRun> runs = new ArrayList<>();
        for (Supplier<PacketRun> step : steps) {
            runs.add(SequenceRunner.numbered(runs.size() + 1L, step));
        }
        return new RunSequence<>(runs);
    }

    private PacketSequence and(Supplier<PacketRun> step) {
        List<Supplier<PacketRun>> longer = new ArrayList<>(steps);
        longer.add(step);
        return new PacketSequence(List.copyOf(longer));
    }
}
