package io.bpftest.engine.attach;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.ffi.SystemCall;
import io.bpftest.program.AttachType;

/**
 * A link: a file descriptor that keeps a program attached. By bpf(2) itself, since libbpf 1.1 does not know what TCX,
 * netkit and netfilter links ask for.
 *
 * @param descriptor its file descriptor, owned by this
 */
public record Link(int descriptor) implements AutoCloseable {

    private static final int BPF_LINK_CREATE = 28;
    private static final int BPF_LINK_UPDATE = 29;

    // union bpf_attr, its member link_create
    private static final int SIZE = 64;
    private static final int OPTIONS = 16;

    /**
     * Creates a link. The kernel takes the index of an interface for one of this thread's network namespace.
     *
     * @param program the program's file descriptor
     * @param target the file descriptor or index of what it is attached to
     * @param options the numbers behind the flags, which differ by kind
     * @return its file descriptor, or a negative errno
     */
    public static int create(int program, int target, AttachType type, int flags, int... options) {
        long attributes = Scratch.of(SIZE);
        NativeMemory.clear(attributes, SIZE);
        NativeMemory.putInt(attributes, program);
        NativeMemory.putInt(attributes + 4, target);
        NativeMemory.putInt(attributes + 8, type.ordinal());
        NativeMemory.putInt(attributes + 12, flags);
        for (int i = 0; i < options.length; i++) {
            NativeMemory.putInt(attributes + OPTIONS + 4L * i, options[i]);
        }
        // As long as what is said: an older kernel refuses no more than it has to.
        return call(BPF_LINK_CREATE, attributes, OPTIONS + 4 * options.length);
    }

    /** Puts another program into the link's place at its hook; gives 0 or a negative errno. */
    public int replace(int program) {
        long attributes = Scratch.of(OPTIONS);
        NativeMemory.clear(attributes, OPTIONS);
        NativeMemory.putInt(attributes, descriptor);
        NativeMemory.putInt(attributes + 4, program);
        return call(BPF_LINK_UPDATE, attributes, OPTIONS);
    }

    private static int call(int command, long attributes, int size) {
        int result = (int) SystemCall.BPF.call(command, attributes, size, 0, 0);
        return result < 0 ? -Native.errno() : result;
    }

    @Override
    public void close() {
        Native.libc().close(descriptor);
    }
}
