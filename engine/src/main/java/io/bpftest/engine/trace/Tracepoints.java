package io.bpftest.engine.trace;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.kernel.PerfEvent;
import io.bpftest.engine.kernel.TraceEvent;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.lab.Attachment;
import io.bpftest.program.Program;
import java.util.List;

/** Attaches programs to tracepoints. */
final class Tracepoints {

    private static final String LISTS = "/sys/kernel/tracing/available_events";

    private Tracepoints() {}

    /**
     * Attaches to a trace event.
     *
     * @param name such as {@code sched/sched_process_exec}
     */
    static Attachment attach(Program program, String name) {
        String hook = "tracepoint " + name;
        String subject = AttachRefusal.subject(program, hook);
        int number;
        try {
            number = TraceEvent.of(name, subject, "a kernel").number();
        } catch (FeatureMissingException e) {
            List<String> known = TraceEvent.names();
            if (known.isEmpty() || known.contains(name)) {
                throw e;
            }
            throw AttachRefusal.unknown(program, hook, "tracepoint", name, known, LISTS);
        }
        // Programs of a tracepoint see what happens on all CPUs, whichever the event is opened for.
        PerfEvent event = PerfEvent.ofAll(number, subject);
        return TraceLink.attach(
                program,
                hook,
                event,
                (error, said) -> Errno.EINVAL.is(error)
                        ? AttachRefusal.missing(
                                program,
                                hook,
                                "the kernel says " + Errno.text(error),
                                "a tracepoint that takes BPF programs, and holds what the program reads of its context")
                        : AttachRefusal.of(program, hook, error, said));
    }

    /** Attaches to a raw tracepoint. */
    static Attachment attachRaw(Program program, String name) {
        String hook = "raw tracepoint " + name;
        return TraceLink.attach(
                program,
                hook,
                pointer -> Native.libbpf().bpf_program__attach_raw_tracepoint(pointer, name),
                (error, said) -> Errno.ENOENT.is(error)
                        ? AttachRefusal.unknown(program, hook, "raw tracepoint", name, TraceEvent.rawNames(), LISTS)
                        : AttachRefusal.of(program, hook, error, said));
    }
}
