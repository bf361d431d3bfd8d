package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.program.FlowDissectorOptions;
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

    /** {@code xdp_metalen_invalid} before Linux 6.4. */
    private static final int OLD_METADATA = 32;

    /** {@code GSO_MAX_SEGS}. */
    private static final int MOST_SEGMENTS = 65535;

    /** Gives the option to blame for an error, if it is one. */
    static Optional<RefusedOption> of(int error, int length, @Nullable Object options) {
        if (!Errno.EINVAL.is(error) && !Errno.ENODEV.is(error)) {
            return Optional.empty();
        }
        boolean noDevice = Errno.ENODEV.is(error);
        if (options instanceof XdpOptions xdp) {
            return noDevice ? noInterface("ingress", xdp.ingressInterface()) : ofXdp(xdp, length);
        } else if (options instanceof SkbOptions skb) {
            return noDevice ? noInterface("transmitting", skb.onInterface()) : ofSkb(skb, length);
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

    private static Optional<RefusedOption> ofXdp(XdpOptions xdp, int length) {
        if (xdp.receiveQueue() != 0) {
            String queue = "receive queue " + xdp.receiveQueue();
            return Optional.of(
                    xdp.ingressInterface() == 0
                            ? new RefusedOption(
                                    queue + " of no interface",
                                    "an ingress interface, whose queue it is",
                                    "name the interface too, such as ingressInterface(\"lo\"), or leave the queue out")
                            : new RefusedOption(
                                    queue + " of interface " + xdp.ingressInterface(),
                                    "a receive queue that the ingress interface has, from 0; lo has one",
                                    CORRECT));
        }
        if (length > LONGEST_LINEAR) {
            return Optional.empty();
        }
        return Optional.of(
                xdp.metadata().length > OLD_METADATA
                        ? new RefusedOption(
                                xdp.metadata().length + " bytes of metadata",
                                "at most " + OLD_METADATA + " bytes, which is what kernels before Linux 6.4 take",
                                "shorten it, or use another kernel")
                        : new RefusedOption(
                                xdp.toString(),
                                "a kernel whose XDP runs take a context (Linux 5.15 or newer)",
                                OTHER_KERNEL));
    }

    private static Optional<RefusedOption> ofSkb(SkbOptions skb, int length) {
        int onWire = skb.wireLength();
        if (onWire != 0 && (onWire < length || onWire > LONGEST_ON_WIRE)) {
            return Optional.of(new RefusedOption(
                    "wire length " + onWire + ", for a packet of " + length + " bytes",
                    "0, or at least the packet's length and at most " + LONGEST_ON_WIRE,
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
