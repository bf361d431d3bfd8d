package io.bpftest.engine.cgroup;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.kernel.ObjectId;
import io.bpftest.error.AttachException;
import io.bpftest.error.BpfException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.lab.CgroupAttachMode;
import io.bpftest.lab.CgroupHook;
import io.bpftest.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a program cannot be attached to a group.
 *
 * @param group the group's name
 * @param path its folder
 */
record AttachRefusal(String group, Path path, Program program, CgroupHook hook, CgroupAttachMode mode) {

    /** Whoever holds a hook: a program of this group or of one around it. */
    private record Holder(String program, Path group, int flags) {}

    /** The kernel lets an exclusive program take another's place without a word, which no test means. */
    void checkNothingIsReplaced() {
        if (mode == CgroupAttachMode.EXCLUSIVE || mode == CgroupAttachMode.OVERRIDE) {
            holder(path).ifPresent(holder -> {
                throw held(holder);
            });
        }
    }

    /**
     * Does nothing for a descriptor, or 0.
     *
     * @param result a negative errno otherwise
     */
    void check(int result) {
        if (result >= 0) {
            return;
        }
        if (Errno.EPERM.is(result)) {
            throw forbidden(result);
        } else if (Errno.EINVAL.is(result)
                && GroupHooks.isUnknown(GroupHooks.attached(path, hook).error())) {
            throw new FeatureMissingException(new Problem(
                    subject(),
                    "Linux " + Kernel.release() + ", which has no such hook",
                    "a kernel with " + hook.attachType(),
                    "use a newer kernel"));
        }
        String found = Errno.text(result) + (Errno.E2BIG.is(result) ? ", since 64 programs are attached there" : "");
        throw new AttachException(new Problem(
                subject(),
                found,
                "a program that was loaded for " + hook.section() + ", attached there once",
                "check the program's section, and attach it once"));
    }

    private BpfException forbidden(int result) {
        for (Path at = path; at != null && isGroup(at); at = at.getParent()) {
            Optional<Holder> holder = holder(at).filter(this::forbids);
            if (holder.isPresent()) {
                return held(holder.get());
            }
        }
        return new PrivilegeException(new Problem(
                subject(),
                Errno.text(result),
                Capability.CAP_BPF + " and " + Capability.CAP_NET_ADMIN,
                "run as root, or give the process these capabilities"));
    }

    /** Programs of this group forbid another mode; those of groups around it any, unless they may be overridden. */
    private boolean forbids(Holder holder) {
        return holder.group.equals(path)
                ? holder.flags != mode.flags()
                : holder.flags == CgroupAttachMode.EXCLUSIVE.flags();
    }

    private static boolean isGroup(Path folder) {
        return Files.exists(folder.resolve(GroupFiles.PROCESSES));
    }

    private Optional<Holder> holder(Path at) {
        GroupHooks.Found found = GroupHooks.attached(at, hook);
        return found.programs().isEmpty()
                ? Optional.empty()
                : Optional.of(new Holder(ObjectId.nameOfProgram(found.programs().get(0)), at, found.flags()));
    }

    private AttachException held(Holder holder) {
        return new AttachException(new Problem(
                subject(),
                "program \"" + holder.program + "\" is attached "
                        + (holder.group.equals(path) ? "there" : "to " + holder.group.getFileName() + " around it")
                        + ", "
                        + words(holder.flags),
                "a hook that is free, or whose programs let others be attached",
                "close the other attachment first, or attach both with LINK or MULTI"));
    }

    private static String words(int flags) {
        for (CgroupAttachMode known : CgroupAttachMode.values()) {
            if (known.flags() == flags && known != CgroupAttachMode.LINK) {
                return known.name().toLowerCase(Locale.ROOT) + " mode";
            }
        }
        return "with flags " + flags;
    }

    private String subject() {
        return program + " cannot be attached to " + hook.section() + " of cgroup " + group + ", "
                + mode.name().toLowerCase(Locale.ROOT);
    }
}
