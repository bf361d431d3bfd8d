package io.bpftest.lab;

import java.nio.file.Path;

/**
 * System calls made in a certain place, such as a control group, so that its programs decide about them. Each gives its
 * result and never throws for an error of the kernel's; none blocks for long.
 */
public interface SystemCalls {

    /**
     * Opens a socket, which stays open until it, or the place, is closed.
     *
     * @throws io.bpftest.error.CallException if the kernel refuses it; to assert on that use {@link #trySocket}
     */
    TestSocket socket(SocketKind kind);

    /** Opens a socket and closes it at once: for programs that decide whether a socket may be opened. */
    CallResult trySocket(SocketKind kind);

    /**
     * Reads a file under {@code /proc/sys}.
     *
     * @param name its path there, such as {@code net/ipv4/ip_forward}
     */
    SysctlResult readSysctl(String name);

    /**
     * Writes a file under {@code /proc/sys}. What the kernel takes stays so after the test.
     *
     * @param name its path there
     */
    CallResult writeSysctl(String name, String value);

    /** Opens a device file, or any other, and closes it at once. */
    CallResult openFile(Path file, FileAccess access);

    /**
     * Makes a device file; needs CAP_MKNOD. The caller deletes it.
     *
     * @param file where; must not exist
     * @param kind a character or a block device
     */
    CallResult makeDevice(Path file, DeviceKind kind, int major, int minor);

    /** What a file is opened for. */
    enum FileAccess {
        READ,
        WRITE,
        READ_WRITE
    }

    /** The two kinds of devices. */
    enum DeviceKind {
        CHARACTER,
        BLOCK
    }
}
