package io.bpftest.engine.lab;

import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.engine.kernel.ProgramRuns;
import io.bpftest.engine.kernel.XdpEvents;
import io.bpftest.error.LabException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Capture;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.XdpMode;
import io.bpftest.lab.XdpRunner;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;
import io.bpftest.program.XdpVerdict;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends packets over a cable to a program. That the program has run, the kernel's count of its runs tells, and that what it
 * decided has been done, the end of all soft interrupts: so a frame that is seen nowhere then was dropped, however busy the
 * machine is.
 */
final class LiveRunner implements XdpRunner, AutoCloseable {

    private static final long LIMIT_NANOS = 5_000_000_000L;
    private static final long LOOK_NANOS = 50_000;
    private static final byte[] NOTHING = {};

    private final XdpProgram program;
    private final LocalInterface near;
    private final LocalInterface far;
    private final Capture back;
    private final Capture up;
    private final ProgramRuns runs;
    private final XdpEvents exceptions;
    private final List<XdpEvents> redirects;

    LiveRunner(XdpProgram program, XdpMode mode, LabLink wire) {
        this.program = program;
        this.near = (LocalInterface) wire.near();
        this.far = (LocalInterface) wire.far();
        near.silence();
        far.silence();
        this.back = near.capture();
        this.up = far.capture();
        far.attach(program, mode);
        int descriptor = OwnProgram.of(program).descriptor();
        this.runs = ProgramRuns.count();
        this.exceptions = XdpEvents.open("xdp_exception", descriptor, far.index());
        this.redirects = List.of(
                XdpEvents.open("xdp_redirect", descriptor, far.index()),
                XdpEvents.open("xdp_redirect_err", descriptor, far.index()));
    }

    @Override
    public synchronized XdpRun run(byte[] packet) {
        back.soFar();
        up.soFar();
        int descriptor = OwnProgram.of(program).descriptor();
        long before = ProgramRuns.of(descriptor);
        long exceptionsBefore = exceptions.count();
        long redirectsBefore = redirected();
        near.send(packet);
        awaitRun(descriptor, before, packet);
        ProgramRuns.settle();
        List<byte[]> passed = up.soFar();
        if (!passed.isEmpty()) {
            return result(packet, passed.get(0), XdpVerdict.PASS);
        }
        List<byte[]> transmitted = back.soFar();
        if (!transmitted.isEmpty()) {
            return result(packet, transmitted.get(0), XdpVerdict.TX);
        }
        if (redirected() > redirectsBefore) {
            return result(packet, packet, XdpVerdict.REDIRECT);
        }
        boolean aborted = exceptions.count() > exceptionsBefore;
        return result(packet, packet, aborted ? XdpVerdict.ABORTED : XdpVerdict.DROP);
    }

    private long redirected() {
        return redirects.stream().mapToLong(XdpEvents::count).sum();
    }

    private XdpRun result(byte[] input, byte[] output, XdpVerdict verdict) {
        return new XdpRun(program, input, output, verdict.ordinal(), 0, NOTHING);
    }

    private void awaitRun(int descriptor, long before, byte[] packet) {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (ProgramRuns.of(descriptor) == before) {
            if (System.nanoTime() - end >= 0) {
                throw new LabException(new Problem(
                        program + " did not see a packet of " + packet.length + " bytes",
                        "it was sent to " + far + ", where the program is attached, and nothing ran in 5 s",
                        "a frame that the cable takes",
                        "run the packet by XdpPath.TEST_RUN, and compare"));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Ends the counting; what is attached and captured ends with the lab. */
    @Override
    public void close() {
        runs.close();
        exceptions.close();
        redirects.forEach(XdpEvents::close);
    }
}
