package io.bpftest.engine.trace;

import io.bpftest.engine.attach.Held;
import io.bpftest.engine.ffi.LibbpfLog;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.kernel.LibbpfProgram;
import io.bpftest.engine.kernel.LoadedProgram;
import io.bpftest.engine.kernel.PerfEvent;
import io.bpftest.error.BpfException;
import io.bpftest.lab.Attachment;
import io.bpftest.program.Program;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Links of libbpf's: each is gone before its object is, since some need what the object has. */
final class TraceLink {

    private TraceLink() {}

    /** Says why the kernel or libbpf refuses. */
    @FunctionalInterface
    interface Refusal {
        /**
         * Makes the error.
         *
         * @param error a negative errno
         * @param said what libbpf said about it
         */
        BpfException of(int error, List<String> said);
    }

    /**
     * Attaches a program.
     *
     * @param hook where, in words
     * @param step makes libbpf's link of its {@code struct bpf_program}; 0 leaves an errno
     */
    static Attachment attach(Program program, String hook, LongUnaryOperator step, Refusal refusal) {
        LoadedProgram loaded = LibbpfProgram.of(program);
        long link = link(loaded, step);
        if (link < 0) {
            // Once more, to hear why; it may go well this time.
            LibbpfLog.Collected<Long> again = LibbpfLog.during(() -> link(loaded, step));
            if (again.result() < 0) {
                throw refusal.of((int) link, again.lines());
            }
            return held(program, hook, loaded, again.result());
        }
        return held(program, hook, loaded, link);
    }

    /** Attaches a program to a perf event, which goes with the link; where it cannot be attached, it goes at once. */
    static Attachment attach(Program program, String hook, PerfEvent event, Refusal refusal) {
        try {
            return attach(
                    program,
                    hook,
                    pointer -> Native.libbpf().bpf_program__attach_perf_event(pointer, event.descriptor()),
                    refusal);
        } catch (RuntimeException e) {
            event.close();
            throw e;
        }
    }

    private static long link(LoadedProgram loaded, LongUnaryOperator step) {
        return loaded.lifetime().during(() -> {
            long link = step.applyAsLong(loaded.pointer());
            return link == 0 ? -Native.errno() : link;
        });
    }

    private static Attachment held(Program program, String hook, LoadedProgram loaded, long link) {
        Held attachment = new Held(program, hook, () -> Native.libbpf().bpf_link__destroy(link));
        loaded.lifetime().atEnd(attachment::close);
        return attachment;
    }
}
