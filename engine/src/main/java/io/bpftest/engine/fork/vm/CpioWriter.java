package io.bpftest.engine.fork.vm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;

/** Writes an archive that a kernel unpacks as its first root (its Documentation/driver-api/early-userspace/buffer-format.rst). */
final class CpioWriter {

    private static final int FOLDER = 0040755;
    private static final int PROGRAM = 0100755;
    private static final int LINK = 0120777;

    private final OutputStream out;
    private final Set<String> folders = new HashSet<>();
    private int entries;

    CpioWriter(OutputStream out) {
        this.out = out;
    }

    /** Adds a folder, and those it is in. Paths do not begin with a slash. */
    void folder(String path) throws IOException {
        if (!path.isEmpty() && folders.add(path)) {
            parent(path);
            entry(path, FOLDER, new byte[0]);
        }
    }

    /** Adds a file that may be read and executed, and the folders it is in. */
    void file(String path, byte[] content) throws IOException {
        parent(path);
        entry(path, PROGRAM, content);
    }

    /** Adds a symbolic link. */
    void link(String path, String target) throws IOException {
        parent(path);
        entry(path, LINK, target.getBytes(UTF_8));
    }

    /** Ends the archive. */
    void end() throws IOException {
        entry("TRAILER!!!", 0, new byte[0]);
        out.flush();
    }

    private void parent(String path) throws IOException {
        folder(path.substring(0, Math.max(path.lastIndexOf('/'), 0)));
    }

    private void entry(String path, int mode, byte[] content) throws IOException {
        byte[] name = (path + '\0').getBytes(UTF_8);
        int[] fields = {++entries, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length, 0};
        StringBuilder header = new StringBuilder("070701");
        for (int field : fields) {
            header.append(String.format("%08x", field));
        }
        out.write(header.toString().getBytes(UTF_8));
        out.write(name);
        pad(header.length() + name.length);
        out.write(content);
        pad(content.length);
    }

    private void pad(int length) throws IOException {
        out.write(new byte[-length & 3]);
    }
}
