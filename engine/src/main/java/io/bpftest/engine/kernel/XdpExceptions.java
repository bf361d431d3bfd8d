package io.bpftest.engine.kernel;

import io.bpftest.error.BpfException;
import java.util.ArrayList;
import java.util.List;

/** Counts the trace event {@code xdp_exception} of one program at one interface, on all CPUs: soft interrupts raise it. */
public final class XdpExceptions implements AutoCloseable {

    private static final String SUBJECT = "The exceptions of an XDP program cannot be counted";

    private final List<PerfEvent> ofCpus = new ArrayList<>();
    private boolean closed;
    private long last;

    private XdpExceptions() {}

    /**
     * Begins to count.
     *
     * @param program the program's file descriptor
     * @param index the interface's index: interfaces of other namespaces may have the same
     * @throws BpfException if the kernel refuses
     */
    public static XdpExceptions open(int program, int index) {
        TraceEvent event = TraceEvent.of("xdp/xdp_exception", SUBJECT, "Linux 4.12", "prog_id", "ifindex");
        String own = "prog_id == " + ObjectId.ofProgram(program, SUBJECT) + " && ifindex == " + index;
        XdpExceptions exceptions = new XdpExceptions();
        try {
            for (int cpu : Kernel.onlineCpuNumbers()) {
                PerfEvent counter = PerfEvent.countedOn(cpu, event.number(), SUBJECT);
                exceptions.ofCpus.add(counter);
                counter.filter(own, SUBJECT);
            }
            return exceptions;
        } catch (BpfException e) {
            exceptions.close();
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
