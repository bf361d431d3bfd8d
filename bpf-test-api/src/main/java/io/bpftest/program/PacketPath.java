package io.bpftest.program;

import io.bpftest.packet.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Programs on a packet's way, one behind the other: what the first lets pass goes on to the next, as it came out of the
 * first. The run of a packet is that of the program where its way ended.
 *
 * <pre>{@code
 * RunSequence<ProgramRun> runs = PacketPath.through(xdp, tc).runAll(packets);
 *
 * assertThat(runs).first(5).pass().rest().drop();
 * }</pre>
 */
public final class PacketPath {

    private final List<PacketProgram<?, ?>> programs;

    private PacketPath(List<PacketProgram<?, ?>> programs) {
        this.programs = List.copyOf(programs);
    }

    /** Gives the way through these programs, in this order. */
    public static PacketPath through(PacketProgram<?, ?> first, PacketProgram<?, ?>... next) {
        List<PacketProgram<?, ?>> programs = new ArrayList<>();
        programs.add(first);
        programs.addAll(List.of(next));
        return new PacketPath(programs);
    }

    /**
     * Sends a packet on its way.
     *
     * @param packet the whole frame, from its Ethernet header
     * @return the run of the last program that saw it
     * @throws io.bpftest.error.PacketException as {@link PacketReadingProgram#run(byte[])} does, and so on
     */
    public ProgramRun run(byte[] packet) {
        ProgramRun run = programs.get(0).run(packet);
        for (PacketProgram<?, ?> next : programs.subList(1, programs.size())) {
            if (!(run instanceof PacketDecision decision && decision.goesOn())) {
                return run;
            }
            run = next.run(run.output());
        }
        return run;
    }

    /** Sends the packet of a description on its way; as {@link #run(byte[])}. */
    public ProgramRun run(Frame<?> packet) {
        return run(packet.bytes());
    }

    /**
     * Sends packets on their way, each after the one before it; otherwise as {@link
     * PacketReadingProgram#runAll(Iterable)}.
     */
    public RunSequence<ProgramRun> runAll(Iterable<?> packets) {
        return SequenceRunner.all(packets, this::run);
    }

    /** Sends packets on their way, each after the one before it; otherwise as {@link PacketReadingProgram#runAll(Stream)}. */
    public RunSequence<ProgramRun> runAll(Stream<?> packets) {
        return SequenceRunner.all(packets, this::run);
    }

    /** Sends packets on their way, each after the one before it. */
    public RunSequence<ProgramRun> runAll(Frame<?>... packets) {
        return SequenceRunner.all(packets, this::run);
    }
}
