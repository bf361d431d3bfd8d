package io.bpftest.engine.fork;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files that the guest wrote for the host, such as what failures leave. */
final class GuestFiles {

    private record Version(FileTime time, long size) {}

    private final WireWriter wire;
    private final List<Path> folders;
    private final Map<Path, Version> known = new HashMap<>();

    /** Will look into folders, which need not exist; all that is in them the first time is new. */
    GuestFiles(WireWriter wire, List<String> folders) {
        this.wire = wire;
        this.folders = folders.stream().map(Path::of).toList();
    }

    /** Sends those that are new or changed since the last time. */
    synchronized void send() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                Files.walkFileTree(folder, new Found(files));
            }
        }
        for (Path file : files) {
            send(file);
        }
    }

    private void send(Path file) throws IOException {
        byte[] content;
        try {
            Version version = new Version(Files.getLastModifiedTime(file), Files.size(file));
            if (version.equals(known.put(file, version))) {
                return;
            } else if (version.size() > WireReader.LONGEST) {
                System.err.println(
                        "bpf-test: " + file + " is too large to leave the guest: " + version.size() + " bytes");
                return;
            }
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            // A test removes it, or made it unreadable: then nobody could have it.
            return;
        }
        wire.write(new Message.Written(file.toString(), content));
    }

    /** Collects files; not links, which lead to what the host has. */
    private static final class Found extends SimpleFileVisitor<Path> {

        private final List<Path> files;

        Found(List<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
            return FileVisitResult.CONTINUE;
        }
    }
}
