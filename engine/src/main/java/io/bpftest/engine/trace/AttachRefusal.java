package io.bpftest.engine.trace;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.error.AttachException;
import io.bpftest.error.BpfException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.NearName;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.program.Program;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Why a program cannot be attached, whatever it is attached to. */
final class AttachRefusal {

    private static final String INTO_A_MACHINE =
            "run the class in a virtual machine: @RunIn(Environment.VM), or bpftest.environment=vm (docs/kernels.md)";
    private static final String ANOTHER_MACHINE = "use another kernel: @Kernel, or bpftest.kernels (docs/kernels.md)";

    private AttachRefusal() {}

    static String subject(Program program, String hook) {
        return program + " cannot be attached to " + hook;
    }

    /** Says what an error means of any kind of hook. */
    static BpfException of(Program program, String hook, int error, List<String> said) {
        String found = "the kernel says " + Errno.text(error) + behind(said);
        if (Errno.EPERM.is(error) || Errno.EACCES.is(error)) {
            return forbidden(program, hook, found);
        }
        if (Errno.E2BIG.is(error)) {
            return new AttachException(new Problem(
                    subject(program, hook),
                    found + ": as many programs as the kernel takes at one place are attached there",
                    "a place with room: a tracepoint or kprobe takes 64 programs, a trampoline 38",
                    "close attachments that are not needed, or let one program do the work of several"));
        }
        if (Errno.EEXIST.is(error)) {
            return new AttachException(new Problem(
                    subject(program, hook),
                    found + ": this program is attached there already",
                    "a program once at a tracepoint or function",
                    "close the other attachment first"));
        }
        if (Errno.ENOTSUPP.is(error) || Errno.EOPNOTSUPP.is(error)) {
            return missing(program, hook, found, "a kernel that has such hooks");
        }
        return new AttachException(new Problem(
                subject(program, hook),
                found,
                "a hook that fits the program, and a kernel that lets it be attached",
                "check the program's section, or name the hook"));
    }

    private static BpfException forbidden(Program program, String hook, String found) {
        if (!Capability.missing().isEmpty()) {
            return new PrivilegeException(new Problem(
                    subject(program, hook),
                    found,
                    Capability.missing().stream().map(Enum::name).collect(Collectors.joining(", ")),
                    "run as root, or give the process these capabilities"));
        }
        return missing(
                program,
                hook,
                found + ", though this process has the capabilities",
                "a kernel that is not locked down");
    }

    /** Says that the kernel under this JVM cannot do it, and which can. */
    static FeatureMissingException missing(Program program, String hook, String found, String required) {
        return new FeatureMissingException(new Problem(
                subject(program, hook),
                found + " (Linux " + Kernel.release() + ")",
                required,
                program.info().environment().equals("vm") ? ANOTHER_MACHINE : INTO_A_MACHINE));
    }

    /**
     * Says that there is no such place, and which there is of nearly that name.
     *
     * @param what such as {@code kernel function}
     * @param known the names there are
     * @param where who knows them, such as {@code /proc/kallsyms}
     */
    static AttachException unknown(
            Program program, String hook, String what, String name, Collection<String> known, String where) {
        return new AttachException(new Problem(
                subject(program, hook),
                NearName.missing(what, name, known),
                "a name that " + where + " lists",
                NearName.remedy(name, known, "look it up in " + where)));
    }

    private static String behind(List<String> said) {
        return said.isEmpty() ? "" : "\n" + String.join("\n", said);
    }
}
