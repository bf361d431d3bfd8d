package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.ffi.SystemCall;
import io.bpftest.error.BpfException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bpf_trace_printk} is among the kernel's trace events, as its {@code format} file in tracefs tells it
 * (Linux 5.9).
 *
 * @param number the event's number, for perf
 * @param textOffset where in a record the place of the text stands
 */
record TraceEvent(int number, int textOffset) {

    private static final String FORMAT = "events/bpf_trace/bpf_trace_printk/format";

    private static final List<String> MOUNTS = List.of("/sys/kernel/tracing", "/sys/kernel/debug/tracing");

    private static final Pattern NUMBER = Pattern.compile("(?m)^ID: (\\d+)$");
    private static final Pattern TEXT = Pattern.compile("bpf_string;\\s*offset:(\\d+);");

    private static final int FSCONFIG_CMD_CREATE = 6;

    /**
     * Reads the format where tracefs is mounted; elsewhere, as in most containers, through a mount of our own that is
     * attached nowhere and goes with its file descriptor.
     *
     * @throws BpfException if this kernel has no such event, or does not show it to this process
     */
    static TraceEvent ofPrintk() {
        for (String mount : MOUNTS) {
            Path format = Path.of(mount, FORMAT);
            if (Files.isReadable(format)) {
                return read(format);
            }
        }
        int mount = ownMount();
        try {
            return read(Path.of("/proc/self/fd", String.valueOf(mount), FORMAT));
        } finally {
            Native.libc().close(mount);
        }
    }

    private static TraceEvent read(Path file) {
        try {
            String format = Files.readString(file);
            Matcher number = NUMBER.matcher(format);
            Matcher text = TEXT.matcher(format);
            if (number.find() && text.find()) {
                return new TraceEvent(Integer.parseInt(number.group(1)), Integer.parseInt(text.group(1)));
            }
            throw missing("an unknown format of the trace event bpf_trace_printk", null);
        } catch (NoSuchFileException e) {
            throw missing("no trace event bpf_trace_printk", e);
        } catch (IOException e) {
            throw missing("tracefs cannot be read: " + e, e);
        }
    }

    private static FeatureMissingException missing(String found, @Nullable Throwable cause) {
        return new FeatureMissingException(
                new Problem(
                        Printk.SUBJECT,
                        found,
                        "Linux 5.9 or newer, built with tracing (CONFIG_EVENT_TRACING)",
                        "use another kernel"),
                cause);
    }

    private static int ownMount() {
        int context = (int) SystemCall.FSOPEN.call(string("tracefs"), 0, 0, 0, 0);
        if (context < 0) {
            throw refused();
        }
        try {
            if (SystemCall.FSCONFIG.call(context, FSCONFIG_CMD_CREATE, 0, 0, 0) < 0) {
                throw refused();
            }
            int mount = (int) SystemCall.FSMOUNT.call(context, 0, 0, 0, 0);
            if (mount < 0) {
                throw refused();
            }
            return mount;
        } finally {
            Native.libc().close(context);
        }
    }

    private static BpfException refused() {
        int errno = Native.errno();
        Problem problem = new Problem(
                Printk.SUBJECT,
                "tracefs cannot be read: " + Errno.text(errno),
                "tracefs at " + MOUNTS.get(0) + ", readable for this process, or " + Capability.CAP_SYS_ADMIN,
                "run as root, or let a group read it: mount -o remount,gid=$(id -g) " + MOUNTS.get(0));
        return Printk.isOfPrivilege(errno) ? new PrivilegeException(problem) : new FeatureMissingException(problem);
    }

    private static long string(String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.US_ASCII);
        long address = Scratch.of(bytes.length);
        NativeMemory.putBytes(address, bytes);
        return address;
    }
}
