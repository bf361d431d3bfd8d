package io.bpftest.engine.lab;

import io.bpftest.error.BpfException;
import io.bpftest.error.LabException;
import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.PcapDirection;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;

/** Opens interfaces of hosts through pcap4j's binding of libpcap. */
final class PcapHandles {

    private static final int LONGEST = 65_536;
    private static final int BUFFER = 4 << 20;

    private PcapHandles() {}

    /** Opens an interface; it stays open until the handle is closed, in whatever thread. */
    static PcapHandle open(LocalInterface at) {
        return at.localHost().inside(() -> {
            try {
                PcapHandle handle = new PcapHandle.Builder(at.name())
                        .snaplen(LONGEST)
                        .promiscuousMode(PromiscuousMode.PROMISCUOUS)
                        .bufferSize(BUFFER)
                        .immediateMode(true)
                        .build();
                handle.setDirection(PcapDirection.IN);
                // In immediate mode libpcap would wait without any limit.
                handle.setBlockingMode(BlockingMode.NONBLOCKING);
                return handle;
            } catch (PcapNativeException | org.pcap4j.core.NotOpenException e) {
                throw refused(at, e);
            } catch (UnsatisfiedLinkError e) {
                throw missing(at, e);
            }
        });
    }

    private static BpfException refused(LocalInterface at, Exception cause) {
        return new LabException(
                new Problem(
                        "Frames of " + at + " cannot be captured",
                        String.valueOf(cause.getMessage()),
                        "an interface that libpcap can open",
                        "see libpcap's words"),
                cause);
    }

    private static BpfException missing(LocalInterface at, UnsatisfiedLinkError cause) {
        return new ToolMissingException(
                new Problem(
                        "Frames of " + at + " cannot be sent or captured",
                        String.valueOf(cause.getMessage()),
                        "libpcap, which pcap4j sends and captures with",
                        "install it (Debian, Ubuntu: apt-get install libpcap0.8)"),
                cause);
    }
}
