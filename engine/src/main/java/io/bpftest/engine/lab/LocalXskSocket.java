package io.bpftest.engine.lab;

import io.bpftest.error.LabException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.Problem;
import io.bpftest.lab.XskSocket;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An AF_XDP socket of an interface. */
final class LocalXskSocket extends FrameWait implements XskSocket {

    /** Interfaces of labs have no other queue to receive by. */
    private static final int QUEUE = 0;

    private static final int CLOSED = -1;
    private static final long RELEASE_NANOS = 5_000_000_000L;
    private static final long LOOK_NANOS = 200_000;

    private final LocalInterface at;
    private final XskMemory memory;
    private boolean open = true;

    private LocalXskSocket(LocalInterface at, XskMemory memory) {
        this.at = at;
        this.memory = memory;
    }

    /**
     * Makes a socket.
     *
     * @param former the one that the interface had; null for none
     */
    static LocalXskSocket make(LocalInterface at, @Nullable LocalXskSocket former) {
        long limit = System.nanoTime() + RELEASE_NANOS;
        while (true) {
            try {
                return new LocalXskSocket(at, at.localHost().inside(() -> new XskMemory(at, QUEUE)));
            } catch (LabException e) {
                // The kernel takes a closed socket from its queue some time later, in a thread of its own.
                if (former == null || former.descriptor() != CLOSED || System.nanoTime() - limit >= 0) {
                    throw e;
                }
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public int queue() {
        return QUEUE;
    }

    @Override
    public synchronized int descriptor() {
        return open ? memory.descriptor() : CLOSED;
    }

    @Override
    synchronized Optional<byte[]> look() {
        if (!open) {
            throw new ObjectClosedException(new Problem(
                    this + " is closed",
                    "a socket that outlived its lab, or its test",
                    "an open one",
                    "make another: LabInterface.xskSocket()"));
        }
        return memory.take();
    }

    @Override
    String source() {
        return toString();
    }

    @Override
    String losses() {
        long lost = memory.lost();
        return lost == 0 ? "" : "it had no room for " + lost + " frames";
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            memory.close();
        }
    }

    @Override
    public String toString() {
        return "the AF_XDP socket of " + at;
    }
}
