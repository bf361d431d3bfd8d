package io.bpftest.lab;

import io.bpftest.packet.Frame;
import io.bpftest.program.XdpRun;
import org.pcap4j.packet.Packet;

/**
 * Runs an XDP program on packets by one of the {@linkplain XdpPath ways}, so that one test with the same assertions can
 * prove a program's verdicts on each.
 */
public interface XdpRunner {

    /**
     * Runs the program on a packet.
     *
     * <p>Over a veth the verdict is what became of the frame: XDP_PASS if it came up, XDP_TX if it came back, XDP_REDIRECT
     * and XDP_ABORTED by the kernel's trace events, and else XDP_DROP. The run's output is the frame as it was seen then;
     * the packet itself where it was seen no more. Its duration is 0, and what the program prints is not captured.
     *
     * @param packet the whole frame, from its Ethernet header; over a veth at most 1514 bytes
     * @throws io.bpftest.error.LabException if the frame cannot be sent, or the program does not see it
     */
    XdpRun run(byte[] packet);

    /** Runs the program on a packet of pcap4j; otherwise as {@link #run(byte[])}. */
    default XdpRun run(Packet packet) {
        return run(packet.getRawData());
    }

    /** Runs the program on the packet of a description; otherwise as {@link #run(byte[])}. */
    default XdpRun run(Frame<?> packet) {
        return run(packet.bytes());
    }
}
