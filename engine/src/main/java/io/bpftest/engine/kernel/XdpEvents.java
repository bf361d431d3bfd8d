package io.bpftest.engine.kernel;

import io.bpftest.error.BpfException;
import java.util.ArrayList;
import java.util.List;

/** Counts a trace event of one XDP program at one interface, on all CPUs: soft interrupts raise it. */
public final class XdpEvents implements AutoCloseable {

    private static final String SUBJECT = "What becomes of an XDP program's frames cannot be counted";

    private final List<PerfEvent> ofCpus = new ArrayList<>();
    private boolean closed;
    private long last;

    private XdpEvents() {}

    /**
     * Begins to count.
     *
     * @param name such as {@code xdp_exception}
     * @param program the program's file descriptor
     * @param index the interface's index: interfaces of other namespaces may have the same
     * @throws BpfException if the kernel refuses
     */
    public static XdpEvents open(String name, int program, int index) {
        TraceEvent event = TraceEvent.of("xdp/" + name, SUBJECT, "Linux 5.6", "prog_id", "ifindex");
        String own = "prog_id == " + ObjectId.ofProgram(program, SUBJECT) + " && ifindex == " + index;
        XdpEvents events = new XdpEvents();
        try {
            for (int cpu : Kernel.onlineCpuNumbers()) {
                PerfEvent counter = PerfEvent.countedOn(cpu, event.number(), SUBJECT);
                events.ofCpus.add(counter);
                counter.filter(own, SUBJECT);
            }
            return events;
        } catch (BpfException e) {
            events.close();
            throw e;
        }
    }

    /** How many there were; after closing, how many there were then. */
    public synchronized long count() {
        if (!closed) {
            last = ofCpus.stream().mapToLong(event -> event.count(SUBJECT)).sum();
        }
        return last;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            ofCpus.forEach(PerfEvent::close);
        }
    }
}
