package io.bpftest.engine.cgroup;

import io.bpftest.engine.attach.Link;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.kernel.FileDescriptor;
import io.bpftest.lab.CgroupAttachMode;
import io.bpftest.lab.CgroupHook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The kernel's commands about the programs of one group: attach, detach, and which there are. */
final class GroupHooks {

    private static final int BPF_F_QUERY_EFFECTIVE = 1;

    /** More than one group takes at a hook (64), times the groups around it. */
    private static final int MOST_PROGRAMS = 1024;

    private GroupHooks() {}

    /**
     * What there is at a hook.
     *
     * @param error a negative errno if the kernel does not tell
     * @param flags how they were attached, as in {@link CgroupAttachMode#flags}
     * @param programs the kernel's numbers of them
     */
    record Found(int error, int flags, List<Integer> programs) {}

    /** Attaches with a link; gives its descriptor, or a negative errno. */
    static int link(int program, int group, CgroupHook hook) {
        return Link.create(program, group, hook.attachType(), 0);
    }

    /** Attaches without a link; gives 0 or a negative errno. */
    static int attach(int program, int group, CgroupHook hook, CgroupAttachMode mode) {
        return libbpf().bpf_prog_attach(program, group, number(hook), mode.flags());
    }

    /** Detaches what was attached without a link; gives 0 or a negative errno. */
    static int detach(int program, int group, CgroupHook hook) {
        return libbpf().bpf_prog_detach2(program, group, number(hook));
    }

    /** Gives the programs that are attached to a group itself. */
    static Found attached(Path group, CgroupHook hook) {
        return query(group, hook, 0);
    }

    /** Gives the programs that run for what happens in a group, in their order. */
    static Found effective(Path group, CgroupHook hook) {
        return query(group, hook, BPF_F_QUERY_EFFECTIVE);
    }

    private static Found query(Path group, CgroupHook hook, int what) {
        try (FileDescriptor descriptor = FileDescriptor.open(group)) {
            long flags = Scratch.of(16 + MOST_PROGRAMS * Integer.BYTES);
            long count = flags + 8;
            long programs = flags + 16;
            NativeMemory.putInt(flags, 0);
            NativeMemory.putInt(count, MOST_PROGRAMS);
            int error = libbpf().bpf_prog_query(descriptor.number(), number(hook), what, flags, programs, count, 0);
            if (error < 0) {
                return new Found(error, 0, List.of());
            }
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < NativeMemory.getInt(count); i++) {
                found.add(NativeMemory.getInt(programs + (long) i * Integer.BYTES));
            }
            return new Found(0, NativeMemory.getInt(flags), found);
        }
    }

    /** Tells whether an error means that the kernel knows no such hook. */
    static boolean isUnknown(int error) {
        return Errno.EINVAL.is(error);
    }

    private static int number(CgroupHook hook) {
        return hook.attachType().ordinal();
    }

    private static LibBpf libbpf() {
        return Native.libbpf();
    }
}
