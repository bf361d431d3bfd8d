package io.bpftest.engine.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files that the guest wrote for the host, such as what failures leave. */
final class GuestFiles {

    private record Version(FileTime time, long size) {}

    private final WireWriter wire;
    private final List<Path> folders;
    private final Map<Path, Version> known = new HashMap<>();

    /** Takes what is in the folders now as known. */
    GuestFiles(WireWriter wire, List<String> folders) {
        this.wire = wire;
        this.folders = folders.stream().map(Path::of).toList();
    }

    /** Sends those that are new or changed since the last time. */
    synchronized void send() throws IOException {
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    send(file);
                }
            }
        }
    }

    private void send(Path file) throws IOException {
        Version version = new Version(Files.getLastModifiedTime(file), Files.size(file));
        if (!version.equals(known.put(file, version))) {
            wire.write(new Message.Written(file.toString(), Files.readAllBytes(file)));
        }
    }
}
