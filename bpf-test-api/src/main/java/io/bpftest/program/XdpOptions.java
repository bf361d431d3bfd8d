package io.bpftest.program;

import io.bpftest.error.Problem;
import io.bpftest.error.RunOptionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What an XDP program finds in its {@code struct xdp_md} beside the packet. Immutable: each call gives a changed copy.
 *
 * <p>Minimum kernel 5.15.
 */
public final class XdpOptions {

    private static final int MOST_METADATA = 252;

    /** How many bytes of metadata are shown. */
    private static final int MOST_SHOWN = 32;

    private static final XdpOptions NONE = new XdpOptions(0, "", 0, new byte[0]);

    private final int ingressInterface;
    private final String ingressName;
    private final int receiveQueue;
    private final byte[] metadata;

    private XdpOptions(int ingressInterface, String ingressName, int receiveQueue, byte[] metadata) {
        this.ingressInterface = ingressInterface;
        this.ingressName = ingressName;
        this.receiveQueue = receiveQueue;
        this.metadata = metadata;
    }

    /** Gives options that set nothing. */
    public static XdpOptions xdpOptions() {
        return NONE;
    }

    /**
     * Sets {@code ingress_ifindex}: the interface that the packet comes in by.
     *
     * @throws RunOptionException if there is no interface of this name
     */
    public XdpOptions ingressInterface(String name) {
        return new XdpOptions(Interfaces.index(name), name, receiveQueue, metadata);
    }

    /** Sets {@code ingress_ifindex} by the interface's index; 0 for none. */
    public XdpOptions ingressInterface(int index) {
        return new XdpOptions(index, "", receiveQueue, metadata);
    }

    /**
     * Sets {@code rx_queue_index}, from 0. The kernel wants an ingress interface that has this queue, and lo has queue 0
     * only. Where no ingress interface is set, one with 256 queues is provided in a network namespace of its own: the
     * program finds some index in {@code ingress_ifindex}, and what it asks of the network, such as a route, is asked in
     * that empty namespace. This needs CAP_SYS_ADMIN, and {@code ip} of iproute2.
     */
    public XdpOptions receiveQueue(int queue) {
        return new XdpOptions(ingressInterface, ingressName, queue, metadata);
    }

    /**
     * Puts bytes into the metadata area in front of the packet, as an earlier program or the driver does. All kernels take
     * 32 bytes; from Linux 6.4 on up to 252, but 216 where it leaves room for its {@code struct xdp_frame} (6.18, and
     * stable kernels that have this change).
     *
     * @throws RunOptionException if their number is no multiple of 4 up to 252, which no kernel takes; a run fails with
     *     the same error if they are more than its kernel takes
     */
    public XdpOptions metadata(byte[] bytes) {
        if (bytes.length % 4 != 0 || bytes.length > MOST_METADATA) {
            throw new RunOptionException(new Problem(
                    "XDP metadata cannot have " + bytes.length + " bytes",
                    bytes.length + " bytes",
                    "a multiple of 4, up to " + MOST_METADATA
                            + ", as the kernel allows (216 in recent ones, 32 before Linux 6.4)",
                    "pad the metadata to a multiple of 4 bytes, or shorten it"));
        }
        return new XdpOptions(ingressInterface, ingressName, receiveQueue, bytes.clone());
    }

    /** The index of the ingress interface, 0 for none. */
    public int ingressInterface() {
        return ingressInterface;
    }

    /** The receive queue, from 0. */
    public int receiveQueue() {
        return receiveQueue;
    }

    /** The metadata in front of the packet. */
    public byte[] metadata() {
        return metadata.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof XdpOptions options
                && ingressInterface == options.ingressInterface
                && receiveQueue == options.receiveQueue
                && Arrays.equals(metadata, options.metadata);
    }

    @Override
    public int hashCode() {
        return (ingressInterface * 31 + receiveQueue) * 31 + Arrays.hashCode(metadata);
    }

    /** What is set, such as {@code ingress interface lo (1), metadata [01 00 00 00]}. */
    @Override
    public String toString() {
        List<String> set = new ArrayList<>();
        if (ingressInterface != 0) {
            set.add("ingress interface " + Interfaces.text(ingressInterface, ingressName));
        }
        if (receiveQueue != 0) {
            set.add("receive queue " + receiveQueue);
        }
        if (metadata.length > 0) {
            String shown = HexFormat.ofDelimiter(" ").formatHex(metadata, 0, Math.min(MOST_SHOWN, metadata.length));
            int more = metadata.length - MOST_SHOWN;
            set.add("metadata [" + shown + (more > 0 ? " ... " + more + " more" : "") + "]");
        }
        return set.isEmpty() ? "nothing set" : String.join(", ", set);
    }
}
