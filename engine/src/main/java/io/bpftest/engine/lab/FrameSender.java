package io.bpftest.engine.lab;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.error.LabException;
import io.bpftest.error.Problem;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;

/** Sends raw frames out of an interface; opened by the first. */
final class FrameSender {

    private final LocalInterface from;
    private @Nullable PcapHandle handle;

    FrameSender(LocalInterface from) {
        this.from = from;
    }

    synchronized void send(byte[] frame) {
        from.localHost().checkOpen();
        PcapHandle open = handle;
        if (open == null) {
            open = PcapHandles.open(from);
            handle = open;
        }
        try {
            open.sendPacket(frame);
        } catch (PcapNativeException e) {
            // So the kernel calls it that a program at egress has dropped the frame.
            if (!String.valueOf(e.getMessage()).contains(Errno.ENOBUFS.words())) {
                throw refused(frame, e);
            }
        } catch (NotOpenException | IllegalArgumentException e) {
            throw refused(frame, e);
        }
    }

    private LabException refused(byte[] frame, Exception cause) {
        return new LabException(
                new Problem(
                        "A frame of " + frame.length + " bytes cannot be sent by " + from,
                        String.valueOf(cause.getMessage()),
                        "a frame of at least 14 bytes, an Ethernet header, and no more than the interface's MTU "
                                + "behind it",
                        "give a frame within these limits"),
                cause);
    }

    synchronized void close() {
        PcapHandle open = handle;
        if (open != null) {
            open.close();
            handle = null;
        }
    }
}
