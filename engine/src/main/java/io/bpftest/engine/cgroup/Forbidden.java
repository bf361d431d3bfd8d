package io.bpftest.engine.cgroup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Says in words who keeps this process from making or entering a control group. */
final class Forbidden {

    private Forbidden() {}

    /** Tells what stands in the way at a group. */
    static String by(Path group, IOException cause) {
        String reason = reason(cause);
        if (reason.contains("Read-only")) {
            return "control groups are mounted read-only at " + group
                    + ", as container engines do unless told otherwise";
        } else if (cause instanceof AccessDeniedException || reason.contains("not permitted")) {
            return group + " belongs to " + owner(group) + ", and this process is " + System.getProperty("user.name")
                    + ": " + reason;
        } else if (reason.contains("temporarily unavailable")) {
            return "the limit of groups within groups is reached: cgroup.max.depth or cgroup.max.descendants at or above "
                    + group;
        } else if (reason.contains("busy") || reason.contains("not supported")) {
            return group + " hands out controllers (cgroup.subtree_control holds \"" + controllers(group)
                    + "\"), so that it takes no processes: " + reason;
        }
        return group + ": " + reason;
    }

    /** Tells what to do about it. */
    static String remedy(Path group) {
        return "run as root, with control groups mounted writable; under systemd: systemd-run --scope -p Delegate=yes mvn "
                + "test";
    }

    private static String reason(IOException cause) {
        String reason = cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
        return cause instanceof AccessDeniedException
                ? "Permission denied"
                : Objects.toString(reason, cause.toString());
    }

    private static String owner(Path group) {
        try {
            return Files.getOwner(group).getName() + " ("
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(group)) + ")";
        } catch (IOException e) {
            return "somebody unknown";
        }
    }

    private static String controllers(Path group) {
        try {
            return Files.readString(group.resolve("cgroup.subtree_control")).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
