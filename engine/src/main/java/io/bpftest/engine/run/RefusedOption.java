package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.ManyQueues;
import io.bpftest.program.FlowDissectorOptions;
import io.bpftest.program.ProgramType;
import io.bpftest.program.SkLookupOptions;
import io.bpftest.program.SkbOptions;
import io.bpftest.program.XdpOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the option that made the kernel refuse a run, which it does not tell: by what {@code net/bpf/test_run.c} checks
 * for each type. Where it is none of them, the packet is to blame.
 *
 * @param option what was given
 * @param required what the kernel takes instead
 * @param remedy what to do about it
 */
record RefusedOption(String option, String required, String remedy) {

    private static final String CORRECT = "correct this option, or leave it out";
    private static final String OTHER_KERNEL = "use another kernel, or leave this option out";

    /** {@code GSO_LEGACY_MAX_SIZE}. */
    private static final int LONGEST_ON_WIRE = 65536;

    /** What each kernel takes in an XDP run: a page less than what it needs itself. */
    private static final int LONGEST_LINEAR = 3000;

    /** {@code GSO_MAX_SEGS}. */
    private static final int MOST_SEGMENTS = 65535;

    /** The most metadata that all kernels take which take any; {@code xdp_metalen_invalid} before Linux 6.4. */
    private static final int SURE_METADATA = 32;

    /** Gives the option to blame for an error of a packet of this length, if it is one. */
    static Optional<RefusedOption> of(ProgramType type, int error, int length, @Nullable Object options) {
        if (!Errno.EINVAL.is(error) && !Errno.ENODEV.is(error)) {
            return Optional.empty();
        }
        boolean noDevice = Errno.ENODEV.is(error);
        if (options instanceof XdpOptions xdp) {
            return noDevice ? noInterface("ingress", xdp.ingressInterface()) : ofXdp(xdp, length);
        } else if (options instanceof SkbOptions skb) {
            return noDevice ? noInterface("transmitting", skb.onInterface()) : ofSkb(skb, length, seen(type, length));
        } else if (options instanceof FlowDissectorOptions dissector) {
            return length > NativeMemory.pageSize() || dissector.flags().isEmpty()
                    ? Optional.empty()
                    : ofDissector(dissector);
        } else if (options instanceof SkLookupOptions lookup) {
            return Optional.of(
                    new RefusedOption(lookup.toString(), "IPv4 or, in a kernel with IPv6, IPv6", OTHER_KERNEL));
        }
        return Optional.empty();
    }

    private static Optional<RefusedOption> ofDissector(FlowDissectorOptions dissector) {
        return Optional.of(new RefusedOption(
                "flags " + dissector.flags(),
                "a kernel whose flow dissectors take flags (Linux 5.4 or newer)",
                OTHER_KERNEL));
    }

    private static Optional<RefusedOption> noInterface(String which, int index) {
        return Optional.of(new RefusedOption(
                which + " interface " + index,
                "the index of an interface of the network namespace that the test runs in; 1 is lo",
                "give the interface by its name, or make it before the run"));
    }

    /**
     * The kernel does not tell a queue that it refuses from metadata: where both may be to blame, both are named. Where
     * neither is, the kernel takes no context at all, unless the packet is one of fragments.
     */
    private static Optional<RefusedOption> ofXdp(XdpOptions xdp, int length) {
        Optional<RefusedOption> queue = queue(xdp);
        Optional<RefusedOption> metadata = metadata(xdp.metadata().length);
        if (queue.isPresent() && metadata.isPresent()) {
            return queue.map(first -> first.and(metadata.get()));
        }
        return queue.or(() -> metadata)
                .or(() -> length > LONGEST_LINEAR
                        ? Optional.empty()
                        : Optional.of(new RefusedOption(
                                xdp.toString(),
                                "a kernel whose XDP runs take a context (Linux 5.15 or newer)",
                                OTHER_KERNEL)));
    }

    private static Optional<RefusedOption> queue(XdpOptions xdp) {
        if (xdp.receiveQueue() == 0) {
            return Optional.empty();
        }
        String queue = "receive queue " + Integer.toUnsignedString(xdp.receiveQueue());
        return Optional.of(
                xdp.ingressInterface() == 0
                        ? new RefusedOption(
                                queue + " of no interface",
                                "an ingress interface, whose queue it is, or a queue less than " + ManyQueues.NUMBER,
                                "name the interface too, such as ingressInterface(\"lo\"), or choose another queue")
                        : new RefusedOption(
                                queue + " of interface " + xdp.ingressInterface(),
                                "a receive queue that the ingress interface has, from 0; lo has one",
                                CORRECT));
    }

    /** Metadata shares the 256 bytes in front of a packet with the {@code struct xdp_frame} of recent kernels. */
    private static Optional<RefusedOption> metadata(int size) {
        return size <= SURE_METADATA
                ? Optional.empty()
                : Optional.of(new RefusedOption(
                        size + " bytes of metadata",
                        "at most 216 bytes; 252 in some kernels from Linux 6.4 on, 32 in older ones",
                        "shorten it, or use another kernel"));
    }

    private RefusedOption and(RefusedOption other) {
        return new RefusedOption(option + ", or " + other.option, required + "; " + other.required, remedy);
    }

    /** How much of a packet a program of an skb type sees: only TC programs see the Ethernet header. */
    private static int seen(ProgramType type, int length) {
        boolean whole = type == ProgramType.SCHED_CLS || type == ProgramType.SCHED_ACT;
        return whole ? length : length - RunErrors.SHORTEST;
    }

    private static Optional<RefusedOption> ofSkb(SkbOptions skb, int length, int seen) {
        int onWire = skb.wireLength();
        if (onWire != 0 && (onWire < seen || onWire > LONGEST_ON_WIRE)) {
            return Optional.of(new RefusedOption(
                    "wire length " + Integer.toUnsignedString(onWire) + ", for a packet of " + length + " bytes"
                            + (seen < length ? ", of which the program sees " + seen : ""),
                    "0, or at least the packet's length as the program sees it, and at most " + LONGEST_ON_WIRE,
                    CORRECT));
        } else if (Integer.compareUnsigned(skb.gsoSegments(), MOST_SEGMENTS) > 0) {
            return Optional.of(new RefusedOption(
                    "gso segments " + Integer.toUnsignedString(skb.gsoSegments()),
                    "at most " + MOST_SEGMENTS,
                    CORRECT));
        }
        return Optional.empty();
    }
}
