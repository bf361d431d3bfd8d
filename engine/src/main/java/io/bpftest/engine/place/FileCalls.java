package io.bpftest.engine.place;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.ffi.SystemCall;
import io.bpftest.lab.CallResult;
import io.bpftest.lab.SysctlResult;
import io.bpftest.lab.SystemCalls.DeviceKind;
import io.bpftest.lab.SystemCalls.FileAccess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.IntSupplier;

/** Makes a test's calls about files in a place. */
final class FileCalls {

    private static final int AT_FDCWD = -100;
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_NONBLOCK = 0x800;
    private static final int S_IFCHR = 0x2000;
    private static final int S_IFBLK = 0x6000;
    private static final int OWNER_READS_AND_WRITES = 0x180;

    /** More than any value under {@code /proc/sys} has. */
    private static final int MOST_BYTES = 65_536;

    private final CallSite site;

    FileCalls(CallSite site) {
        this.site = site;
    }

    SysctlResult readSysctl(String name) {
        String call = call("read of sysctl " + name);
        return site.onSite(() -> {
            int descriptor = open(sysctl(name), FileAccess.READ);
            if (descriptor < 0) {
                return new SysctlResult(call, -descriptor, site.deciding(), "");
            }
            try {
                long bytes = Scratch.of(MOST_BYTES);
                long count = Native.sockets().read(descriptor, bytes, MOST_BYTES);
                int error = count < 0 ? Native.errno() : 0;
                byte[] value = NativeMemory.getBytes(bytes, (int) Math.max(0, count));
                String text = new String(value, StandardCharsets.UTF_8).stripTrailing();
                return new SysctlResult(call, error, site.deciding(), text);
            } finally {
                Native.libc().close(descriptor);
            }
        });
    }

    CallResult writeSysctl(String name, String value) {
        return result("write of \"" + value + "\" to sysctl " + name, () -> {
            int descriptor = open(sysctl(name), FileAccess.WRITE);
            if (descriptor < 0) {
                return -descriptor;
            }
            try {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                long memory = SocketMemory.of(bytes);
                return Native.sockets().write(descriptor, memory, bytes.length) < 0 ? Native.errno() : 0;
            } finally {
                Native.libc().close(descriptor);
            }
        });
    }

    CallResult openFile(Path file, FileAccess access) {
        return result("open of " + file + ", " + access, () -> {
            int descriptor = open(file, access);
            if (descriptor >= 0) {
                Native.libc().close(descriptor);
            }
            return Math.max(0, -descriptor);
        });
    }

    CallResult makeDevice(Path file, DeviceKind kind, int major, int minor) {
        return result("mknod of " + kind + " " + major + ":" + minor + " at " + file, () -> {
            int mode = (kind == DeviceKind.BLOCK ? S_IFBLK : S_IFCHR) | OWNER_READS_AND_WRITES;
            // As new_encode_dev of the kernel has it.
            long device = (minor & 0xffL) | ((long) major << 8) | ((minor & ~0xffL) << 12);
            return SystemCall.MKNODAT.call(AT_FDCWD, name(file), mode, device, 0) < 0 ? Native.errno() : 0;
        });
    }

    /** Opens a file; gives its descriptor, or a negative errno. */
    private static int open(Path file, FileAccess access) {
        int flags = access.ordinal() | O_CLOEXEC | O_NONBLOCK;
        int descriptor = (int) SystemCall.OPENAT.call(AT_FDCWD, name(file), flags, 0, 0);
        return descriptor < 0 ? -Native.errno() : descriptor;
    }

    private static long name(Path file) {
        return Scratch.string(file.toString());
    }

    private static Path sysctl(String name) {
        return Path.of("/proc/sys").resolve(name);
    }

    /** Makes a call that gives an errno, positive, or 0. */
    CallResult result(String what, IntSupplier work) {
        String call = call(what);
        return site.onSite(() -> new CallResult(call, work.getAsInt(), site.deciding()));
    }

    private String call(String what) {
        return what + " in " + site.title();
    }
}
