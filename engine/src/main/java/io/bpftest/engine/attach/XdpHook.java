package io.bpftest.engine.attach;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.engine.kernel.ObjectId;
import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.engine.netlink.Answer;
import io.bpftest.engine.netlink.Interfaces.Known;
import io.bpftest.error.AttachException;
import io.bpftest.error.BpfException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.lab.XdpAttachment;
import io.bpftest.lab.XdpMode;
import io.bpftest.program.AttachType;
import io.bpftest.program.Program;
import io.bpftest.program.XdpProgram;
import java.util.Optional;

/** Attaches XDP programs to interfaces, by links (Linux 5.9). */
public final class XdpHook {

    private static final int XDP_FLAGS_UPDATE_IF_NOEXIST = 1;

    private XdpHook() {}

    /** Attaches a program; called in the interface's network namespace. */
    public static XdpAttachment attach(XdpProgram program, XdpMode mode, HookedInterface to) {
        int descriptor = OwnProgram.of(program).descriptor();
        int link = Link.create(descriptor, to.index(), AttachType.XDP, flag(mode));
        if (link < 0) {
            throw refused(program, mode, to, link);
        }
        return new XdpLink(program, to.title() + ", XDP " + mode.title(), to.index(), new Link(link));
    }

    /** Tells what is attached to an interface. */
    public static Optional<String> holder(HookedInterface at) {
        return at.interfaces()
                .find(at.index())
                .filter(known -> known.xdpProgram() != 0)
                .map(XdpHook::text);
    }

    private static String text(Known known) {
        String mode =
                switch (known.xdpMode()) {
                    case 1 -> "native";
                    case 2 -> "generic";
                    case 3 -> "offload";
                    default -> "several modes";
                };
        return "program \"" + ObjectId.nameOfProgram(known.xdpProgram()) + "\", number " + known.xdpProgram() + ", XDP "
                + mode;
    }

    /** {@code XDP_FLAGS_SKB_MODE} and its kin. */
    private static int flag(XdpMode mode) {
        return 2 << mode.ordinal();
    }

    private static BpfException refused(XdpProgram program, XdpMode mode, HookedInterface to, int error) {
        Optional<String> holder = holder(to);
        String subject = program + " cannot be attached to " + to.title() + ", XDP " + mode.title();
        if (holder.isPresent() && (Errno.EBUSY.is(error) || Errno.EEXIST.is(error))) {
            return new AttachException(new Problem(
                    subject,
                    "there already is " + holder.get() + "; the kernel says " + Errno.text(error),
                    "an interface without an XDP program",
                    "close what is attached, or let it replace its program"));
        }
        if (Errno.EPERM.is(error)) {
            return new PrivilegeException(new Problem(
                    subject,
                    Errno.text(error),
                    Capability.CAP_NET_ADMIN + " and " + Capability.CAP_BPF,
                    "run as root, or give the process these capabilities"));
        }
        String found = "the kernel says " + inItsWords(program, mode, to, error);
        return switch (mode) {
            case OFFLOAD ->
                new FeatureMissingException(new Problem(
                        subject,
                        "XDP offload is not supported by this device; " + found,
                        "a network card that runs programs itself, and a program made for it",
                        "use XdpMode.NATIVE or XdpMode.GENERIC"));
            case NATIVE ->
                new AttachException(
                        new Problem(
                                subject,
                                found,
                                "a driver with native XDP, such as veth, and an interface that meets its conditions",
                                "use XdpMode.GENERIC, or meet the conditions: a short enough MTU, a section xdp.frags, no LRO"));
            case GENERIC ->
                new AttachException(new Problem(
                        subject, found, "a program of section xdp that an interface can take", "correct the program"));
        };
    }

    /** A link says only an errno: the older way of attaching says why, and fails for the same reason. */
    private static String inItsWords(Program program, XdpMode mode, HookedInterface to, int error) {
        int descriptor = OwnProgram.of(program).descriptor();
        Answer answer = to.interfaces().tryXdp(to.index(), descriptor, flag(mode) | XDP_FLAGS_UPDATE_IF_NOEXIST);
        if (answer.error() == 0) {
            to.interfaces().tryXdp(to.index(), -1, flag(mode));
            return Errno.text(error);
        }
        return answer.message().isEmpty() ? Errno.text(error) : Errno.text(error) + ": " + answer.message();
    }
}
