package io.bpftest.engine.fork.vm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The header of an x86 kernel's image (the kernel's Documentation/arch/x86/boot.rst), little-endian. */
final class BootHeader {

    private static final int MAGIC_AT = 0x202;
    private static final int MAGIC = 'H' | 'd' << 8 | 'r' << 16 | 'S' << 24;

    /** Where the offset of the version's text is said, counted from {@link #SETUP_AT}. */
    private static final int VERSION_AT = 0x20e;

    private static final int SETUP_AT = 0x200;
    private static final int READ = 1 << 16;

    private BootHeader() {}

    /**
     * Gives the release that an image says it is.
     *
     * @throws EnvironmentException if there is no such file, or it is no kernel
     */
    static String release(Path image) {
        byte[] start;
        try (InputStream in = Files.newInputStream(image)) {
            start = in.readNBytes(READ);
        } catch (IOException e) {
            String found = Files.notExists(image) ? "no file " + image.toAbsolutePath() : e.toString();
            throw unusable(image, found, e);
        }
        ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        if (start.length <= VERSION_AT + 1 || header.getInt(MAGIC_AT) != MAGIC) {
            throw unusable(image, "a file of " + size(image) + " bytes that is no image of a kernel", null);
        }
        int from = SETUP_AT + (header.getShort(VERSION_AT) & 0xffff);
        int to = from;
        // The release ends at the first space, before who built it.
        while (to < start.length && start[to] > ' ') {
            to++;
        }
        if (from == SETUP_AT || from >= to) {
            throw unusable(image, "an image that does not say its release", null);
        }
        return new String(start, from, to - from, ISO_8859_1);
    }

    private static String size(Path image) {
        try {
            return String.valueOf(Files.size(image));
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static EnvironmentException unusable(Path image, String found, @Nullable Throwable cause) {
        return new EnvironmentException(
                new Problem(
                        "The kernel " + image + " cannot be used",
                        found,
                        "a bzImage for x86-64, which most systems call vmlinuz",
                        "correct bpftest.vm.kernel, or leave it out and run ci/kernels"),
                cause);
    }
}
