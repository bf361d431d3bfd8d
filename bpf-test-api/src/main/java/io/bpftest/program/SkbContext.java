package io.bpftest.program;

import java.util.Arrays;

/**
 * What a program of an skb type left in its {@code struct __sk_buff}: the fields that the kernel's test run gives back
 * ({@code convert_skb_to___skb} of {@code net/bpf/test_run.c}).
 *
 * <p>It gives back neither {@code tc_classid}, {@code tc_index}, {@code hash}, {@code queue_mapping} and {@code pkt_type}
 * nor a VLAN tag that it keeps beside the packet, as that of {@code bpf_skb_vlan_push}; and for {@code gso_size} it repeats
 * what went in. So there is nothing here to read them with: have the program note them in a map, or return them.
 */
public final class SkbContext {

    private final int mark;
    private final int priority;
    private final int ingressInterface;
    private final int onInterface;
    private final int[] controlBlock;
    private final long timestamp;
    private final int wireLength;
    private final int gsoSegments;
    private final long hardwareTimestamp;

    /** Records a context; engines call this. Takes the words themselves, not a copy. */
    public SkbContext(
            int mark,
            int priority,
            int ingressInterface,
            int onInterface,
            int[] controlBlock,
            long timestamp,
            int wireLength,
            int gsoSegments,
            long hardwareTimestamp) {
        this.mark = mark;
        this.priority = priority;
        this.ingressInterface = ingressInterface;
        this.onInterface = onInterface;
        this.controlBlock = controlBlock;
        this.timestamp = timestamp;
        this.wireLength = wireLength;
        this.gsoSegments = gsoSegments;
        this.hardwareTimestamp = hardwareTimestamp;
    }

    /** {@code mark}, as 32 bits. */
    public int mark() {
        return mark;
    }

    /** {@code priority}, as 32 bits. */
    public int priority() {
        return priority;
    }

    /** {@code ingress_ifindex}. */
    public int ingressInterface() {
        return ingressInterface;
    }

    /** {@code ifindex}. */
    public int onInterface() {
        return onInterface;
    }

    /** {@code cb}: five words of 32 bits. */
    public int[] controlBlock() {
        return controlBlock.clone();
    }

    /** {@code tstamp}, in nanoseconds. */
    public long timestamp() {
        return timestamp;
    }

    /** {@code wire_len}, in bytes. */
    public int wireLength() {
        return wireLength;
    }

    /** {@code gso_segs}. */
    public int gsoSegments() {
        return gsoSegments;
    }

    /** {@code hwtstamp}, in nanoseconds; 0 in kernels before 5.16. */
    public long hardwareTimestamp() {
        return hardwareTimestamp;
    }

    @Override
    public String toString() {
        return "mark " + Integer.toUnsignedString(mark) + ", priority " + Integer.toUnsignedString(priority)
                + ", ingress interface " + ingressInterface + ", interface " + onInterface + ", cb "
                + Arrays.toString(controlBlock) + ", timestamp " + timestamp + ", wire length " + wireLength
                + ", gso segments " + gsoSegments + ", hardware timestamp " + hardwareTimestamp;
    }
}
