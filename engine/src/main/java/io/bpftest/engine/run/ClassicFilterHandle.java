package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.ClassicCode;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.replay.Replayer;
import io.bpftest.error.BpfException;
import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import io.bpftest.error.RunRefusedException;
import io.bpftest.map.MapState;
import io.bpftest.program.ClassicFilterProgram;
import io.bpftest.program.ClassicFilterRun;
import io.bpftest.program.ClassicInstruction;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.ProgramType;
import io.bpftest.program.Replay;
import io.bpftest.program.ReplayOptions;
import io.bpftest.spi.GuestEnvironment;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.List;

/** Runs classic filters at sockets of its own, which go with it. */
public final class ClassicFilterHandle implements ClassicFilterProgram {

    private static final Cleaner CLEANER = Cleaner.create();

    private final ProgramInfo info;
    private final List<ClassicInstruction> instructions;
    private final FilteredPairs pairs;

    private ClassicFilterHandle(String name, String source, List<ClassicInstruction> instructions) {
        if (instructions.isEmpty() || instructions.size() > ClassicCode.MOST) {
            throw FilterRefusal.ofLength(name, instructions);
        }
        this.instructions = List.copyOf(instructions);
        this.info = new ProgramInfo(
                name,
                "",
                // What the kernel makes of it (bpf_migrate_filter).
                ProgramType.SOCKET_FILTER,
                "classic filter",
                source,
                Kernel.release(),
                GuestEnvironment.title());
        FilteredPairs opened = new FilteredPairs(name, this.instructions);
        this.pairs = opened;
        CLEANER.register(this, opened::close);
    }

    /** Makes a filter of an expression; see {@link io.bpftest.Bpf#classicFilter(String)}. */
    public static ClassicFilterHandle of(String expression) {
        List<ClassicInstruction> compiled = FilterExpression.compile(expression);
        return new ClassicFilterHandle(expression, words(compiled) + " by libpcap", compiled);
    }

    /** Makes a filter of instructions; see {@link io.bpftest.Bpf#classicFilter(List)}. */
    public static ClassicFilterHandle of(List<ClassicInstruction> instructions) {
        return new ClassicFilterHandle(words(instructions), words(instructions), instructions);
    }

    private static String words(List<ClassicInstruction> instructions) {
        return instructions.size() + (instructions.size() == 1 ? " instruction" : " instructions");
    }

    @Override
    public ClassicFilterRun run(byte[] packet) {
        int arrived = packet.length == 0 ? -Errno.EINVAL.number() : pairs.send(packet);
        // Only now may its sockets go.
        Reference.reachabilityFence(this);
        if (arrived < 0) {
            throw failure(arrived, packet.length);
        }
        return new ClassicFilterRun(this, packet, arrived);
    }

    @Override
    public Replay replay(Path capture, ReplayOptions options) {
        // Classic filters have no maps; the kernel calls no version of them anything.
        Replay replay =
                new Replayer(this, "", true, () -> new ClassicRunner(this, pairs), List::of).replay(capture, options);
        Reference.reachabilityFence(this);
        return replay;
    }

    /** Says why a run failed, which gave a negative errno. */
    BpfException failure(int error, int length) {
        if (length == 0) {
            return new PacketException(new Problem(
                    this + " cannot run on a packet of 0 bytes",
                    "0 bytes",
                    "at least 1 byte: nothing of nothing would arrive, whatever the filter says",
                    "give a packet"));
        }
        if (Errno.EMSGSIZE.is(error)) {
            return new PacketException(new Problem(
                    this + " cannot run on this packet",
                    length + " bytes; the kernel says " + Errno.text(error),
                    "1 byte to what a Unix datagram holds (net.core.wmem_default)",
                    "give a shorter packet, or raise the limit: sysctl net.core.wmem_default"));
        }
        return new RunRefusedException(new Problem(
                this + " cannot run",
                "the kernel says " + Errno.text(error) + " of a datagram between two Unix sockets",
                "a kernel that passes such datagrams on",
                "use another kernel"));
    }

    @Override
    public List<ClassicInstruction> instructions() {
        return instructions;
    }

    @Override
    public ProgramInfo info() {
        return info;
    }

    @Override
    public List<MapState> maps(int limit) {
        return List.of();
    }

    @Override
    public String toString() {
        return info.title() + " \"" + info.name() + "\"";
    }
}
