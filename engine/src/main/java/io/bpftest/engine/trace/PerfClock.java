package io.bpftest.engine.trace;

import io.bpftest.engine.kernel.PerfEvent;
import io.bpftest.error.AttachException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.SoftwareClock;
import io.bpftest.program.Program;

/** Attaches programs to clocks of the calling thread. */
final class PerfClock {

    /** {@code perf_swevent_init_hrtimer} takes no less. */
    private static final long SHORTEST_NANOS = 10_000;

    private PerfClock() {}

    static Attachment attach(Program program, SoftwareClock clock) {
        String hook = clock.toString();
        String subject = AttachRefusal.subject(program, hook);
        if (clock.period().toNanos() < SHORTEST_NANOS) {
            throw new AttachException(new Problem(
                    subject,
                    "a period of " + clock.period().toNanos() + " ns",
                    "at least " + SHORTEST_NANOS + " ns, below which the kernel does not go",
                    "give a longer period"));
        }
        PerfEvent event =
                PerfEvent.ofClock(clock.kind().ordinal(), clock.period().toNanos(), subject);
        return TraceLink.attach(program, hook, event, (error, said) -> AttachRefusal.of(program, hook, error, said));
    }
}
