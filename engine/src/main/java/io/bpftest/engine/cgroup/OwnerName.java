package io.bpftest.engine.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a JVM's home among the groups: it tells whether the JVM still lives, though numbers of processes come again
 * and other containers count their own.
 *
 * @param namespace the inode of the namespace that the number counts in
 * @param process the JVM's number
 * @param start when the JVM started, in clock ticks after the machine did
 */
record OwnerName(String namespace, long process, String start) {

    private static final Pattern NAME = Pattern.compile("bpf-test-(\\d+)-(\\d+)-(\\d+)");
    private static final Pattern INODE = Pattern.compile("\\d+");

    /** The place of the start time behind the name of the program, in {@code /proc/pid/stat} (proc(5)). */
    private static final int START = 19;

    static OwnerName ofThisJvm() throws IOException {
        long process = ProcessHandle.current().pid();
        return new OwnerName(namespaceOfThisJvm(), process, startOf(process));
    }

    /** Reads a group's name; empty if it is no JVM's home. */
    static Optional<OwnerName> of(Path group) {
        Matcher name = NAME.matcher(Objects.toString(group.getFileName(), ""));
        return name.matches()
                ? Optional.of(new OwnerName(name.group(1), Long.parseLong(name.group(2)), name.group(3)))
                : Optional.empty();
    }

    String text() {
        return "bpf-test-" + namespace + "-" + process + "-" + start;
    }

    /** Tells whether the JVM has ended, as far as this process can see. */
    boolean isDead() {
        try {
            return namespace.equals(namespaceOfThisJvm()) && !start.equals(startOf(process));
        } catch (IOException e) {
            return true;
        }
    }

    private static String startOf(long process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START];
    }

    /** Such as 4026531836, of {@code pid:[4026531836]}. */
    private static String namespaceOfThisJvm() throws IOException {
        Matcher inode = INODE.matcher(
                Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString());
        return inode.find() ? inode.group() : "0";
    }
}
