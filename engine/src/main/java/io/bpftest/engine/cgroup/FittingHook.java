package io.bpftest.engine.cgroup;

import io.bpftest.error.AttachException;
import io.bpftest.error.Problem;
import io.bpftest.lab.CgroupHook;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.ProgramType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Which hook of a group a program is for. */
final class FittingHook {

    /** The short section name of the oldest hook (libbpf). */
    private static final String SOCK = "cgroup/sock";

    private FittingHook() {}

    /**
     * Gives the hook that a program's section names, or the only one that its type has.
     *
     * @throws AttachException if neither tells
     */
    static CgroupHook of(ProgramInfo program) {
        List<CgroupHook> fitting = fitting(program.type());
        if (fitting.size() == 1) {
            return fitting.get(0);
        } else if (program.section().equals(SOCK)) {
            return CgroupHook.SOCK_CREATE;
        }
        return CgroupHook.ofSection(program.section())
                .filter(fitting::contains)
                .orElseThrow(() -> new AttachException(new Problem(
                        "It is not said which hook of a cgroup program \"" + program.name() + "\" is for",
                        "section \"" + program.section() + "\" of " + program.source(),
                        "a section that names the hook: "
                                + fitting.stream().map(CgroupHook::section).collect(Collectors.joining(", ")),
                        "rename the section, or name the hook: group.attach(program, CgroupHook." + fitting.get(0)
                                + ")")));
    }

    /**
     * Checks that a program can be attached to a hook.
     *
     * @throws AttachException if it is of another type, or its section names another hook
     */
    static void check(ProgramInfo program, CgroupHook hook) {
        List<CgroupHook> fitting = fitting(program.type());
        // The kernel remembers for which hook a program was loaded, but for those of packets.
        boolean otherHook = program.type() != ProgramType.CGROUP_SKB
                && CgroupHook.ofSection(program.section())
                        .filter(named -> named != hook)
                        .isPresent();
        if (!fitting.contains(hook) || otherHook) {
            throw new AttachException(new Problem(
                    program.title() + " \"" + program.name() + "\" does not fit the hook " + hook.section(),
                    "type " + program.type() + ", section \"" + program.section() + "\"",
                    "a program of type " + hook.programType() + " in section \"" + hook.section() + "\"",
                    otherHook
                            ? "attach it without naming a hook, or change its section"
                            : "attach it to one of "
                                    + fitting.stream().map(Enum::name).collect(Collectors.joining(", "))));
        }
    }

    private static List<CgroupHook> fitting(ProgramType type) {
        return Arrays.stream(CgroupHook.values())
                .filter(hook -> hook.programType() == type)
                .toList();
    }
}
