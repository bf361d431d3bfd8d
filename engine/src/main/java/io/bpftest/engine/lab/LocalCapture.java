package io.bpftest.engine.lab;

import io.bpftest.error.LabException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.Problem;
import java.io.EOFException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;

/** Captures by libpcap. */
final class LocalCapture extends FrameWait {

    private final LocalInterface at;
    private final PcapHandle handle;
    private boolean closed;

    LocalCapture(LocalInterface at) {
        this.at = at;
        this.handle = PcapHandles.open(at);
    }

    @Override
    synchronized Optional<byte[]> look() {
        if (closed) {
            throw new ObjectClosedException(new Problem(
                    "The capture at " + at + " is closed",
                    "a capture that outlived its lab, or its test",
                    "an open one",
                    "begin another"));
        }
        try {
            return Optional.of(handle.getNextRawPacketEx());
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (PcapNativeException | NotOpenException | EOFException e) {
            throw new LabException(
                    new Problem(
                            "The capture at " + at + " ended",
                            String.valueOf(e.getMessage()),
                            "an interface that is there and up",
                            "keep the interface as long as the capture"),
                    e);
        }
    }

    @Override
    String source() {
        return at.toString();
    }

    @Override
    String losses() {
        return "";
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            handle.close();
        }
    }
}
