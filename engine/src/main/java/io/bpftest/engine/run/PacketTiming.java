package io.bpftest.engine.run;

import io.bpftest.engine.benchmark.TimedRun;
import io.bpftest.packet.PacketText;
import io.bpftest.program.Benchmark;
import io.bpftest.program.PacketRun;
import io.bpftest.program.ProgramRun;
import io.bpftest.program.Samples;
import io.bpftest.spi.record.ProgramFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A handle's program with the packet and options that it is measured on. */
final class PacketTiming<R extends PacketRun, O> implements TimedRun {

    private final PacketReadingHandle<R, O> handle;
    private final byte[] packet;
    private final @Nullable O options;
    private final PacketRun single;
    private PacketRun last;

    /** Runs the program once, which says whether the kernel takes the packet, and what a single run gives. */
    PacketTiming(PacketReadingHandle<R, O> handle, byte[] packet, @Nullable O options) {
        this.handle = handle;
        this.packet = packet.clone();
        this.options = options;
        this.single = options == null ? handle.run(this.packet) : handle.run(this.packet, options);
        this.last = single;
    }

    @Override
    public int nanoseconds(int repeat) {
        last = handle.repeated(packet, options, repeat);
        return (int) Math.min(Integer.MAX_VALUE, last.duration().toNanos());
    }

    @Override
    public Benchmark result(Samples samples, int repeat) {
        ProgramFigures figures = handle.figures();
        return new Benchmark(
                handle.info(),
                PacketText.summary(packet) + (options == null ? "" : ", " + options),
                single.outcome(),
                samples,
                repeat,
                figures.verified(),
                figures.jited(),
                notes());
    }

    /** Later runs may be other work than a first one. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (single.returnValue() != last.returnValue()) {
            notes.add("other work than a single run: that gave " + single.outcome() + ", the last of a sample "
                    + last.outcome() + ", since maps or the packet had changed");
        } else if (single instanceof ProgramRun once
                && last instanceof ProgramRun repeated
                && !Arrays.equals(once.output(), repeated.output())) {
            notes.add("the packet after a sample is another than after a single run: each run changes what the one "
                    + "before left");
        }
        if (handle.prints()) {
            notes.add("the program may print with bpf_printk, which takes longer than most programs");
        }
        return notes;
    }
}
