package io.bpftest.engine.cgroup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the files of a control group tell and do (the kernel's {@code Documentation/admin-guide/cgroup-v2.rst}). */
final class GroupFiles {

    static final String PROCESSES = "cgroup.procs";
    static final String THREADS = "cgroup.threads";
    static final String TYPE = "cgroup.type";

    /** What stands for the process or thread that writes it. */
    static final String MYSELF = "0";

    private GroupFiles() {}

    /** Writes to a file of a group in one go, never creating it. */
    static void write(Path group, String file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(group.resolve(file), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** The type of a group; the root has none, and takes what a domain takes. */
    static String type(Path group) throws IOException {
        Path file = group.resolve(TYPE);
        return Files.exists(file) ? Files.readString(file).strip() : "domain";
    }

    /** Tells whether any process is in a group or below it. */
    static boolean isPopulated(Path group) throws IOException {
        return Files.readAllLines(group.resolve("cgroup.events")).contains("populated 1");
    }

    /** The threads in a group itself, by the kernel's numbers. */
    static List<Long> threads(Path group) throws IOException {
        return Files.readAllLines(group.resolve(THREADS)).stream()
                .map(Long::valueOf)
                .toList();
    }

    /** The process that a thread belongs to; empty if it has ended. */
    static Optional<Long> processOf(long thread) {
        try {
            return Files.readAllLines(Path.of("/proc/" + thread + "/status")).stream()
                    .filter(line -> line.startsWith("Tgid:"))
                    .map(line -> Long.valueOf(line.substring("Tgid:".length()).strip()))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The groups within a group. */
    static List<Path> children(Path group) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(group, Files::isDirectory)) {
            files.forEach(children::add);
        }
        return children;
    }
}
