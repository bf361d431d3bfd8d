package io.bpftest.engine.cgroup;

import io.bpftest.engine.attach.Held;
import io.bpftest.engine.attach.Link;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.kernel.FileDescriptor;
import io.bpftest.engine.kernel.ObjectId;
import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.lab.CgroupAttachMode;
import io.bpftest.lab.CgroupHook;
import io.bpftest.program.CgroupProgram;
import java.nio.file.Path;
import java.util.Locale;

/** A program at a hook of a group, by a link or without one. */
final class GroupAttachment extends Held {

    private final CgroupHook hook;
    private final int id;

    private GroupAttachment(CgroupProgram program, CgroupHook hook, String words, int id, Runnable detach) {
        super(program, words, detach);
        this.hook = hook;
        this.id = id;
    }

    /** Attaches a program that fits the hook; errors as {@link AttachRefusal} tells them. */
    static GroupAttachment make(
            String group, Path path, CgroupProgram program, CgroupHook hook, CgroupAttachMode mode) {
        int descriptor = OwnProgram.of(program).descriptor();
        AttachRefusal refusal = new AttachRefusal(group, path, program, hook, mode);
        refusal.checkNothingIsReplaced();
        FileDescriptor folder = FileDescriptor.open(path);
        Runnable detach;
        if (mode == CgroupAttachMode.LINK) {
            int link = GroupHooks.link(descriptor, folder.number(), hook);
            folder.close();
            refusal.check(link);
            detach = new Link(link)::close;
        } else {
            int result = GroupHooks.attach(descriptor, folder.number(), hook, mode);
            if (result < 0) {
                folder.close();
                refusal.check(result);
            }
            // The kernel wants the program to detach it, whose object may be closed by then.
            FileDescriptor kept = new FileDescriptor(Native.libc().dup(descriptor), false);
            detach = () -> detach(kept, folder, hook);
        }
        String words =
                hook.section() + " of cgroup " + group + ", " + mode.name().toLowerCase(Locale.ROOT);
        return new GroupAttachment(program, hook, words, ObjectId.ofProgram(descriptor, words), detach);
    }

    private static void detach(FileDescriptor program, FileDescriptor folder, CgroupHook hook) {
        GroupHooks.detach(program.number(), folder.number(), hook);
        program.close();
        folder.close();
    }

    CgroupHook at() {
        return hook;
    }

    /** The kernel's number of the program. */
    int id() {
        return id;
    }
}
