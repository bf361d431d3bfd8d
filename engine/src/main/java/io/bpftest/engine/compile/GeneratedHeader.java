package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The {@code vmlinux.h} of the running kernel, made once per kernel and cache.
 *
 * <p>Its last line is a comment with the digest of all before, so that a damaged file is told and made anew.
 */
final class GeneratedHeader {

    private static final String SEAL = "/* bpf-test: sha256 of all above ";
    private static final int SEAL_LENGTH = SEAL.length() + 64 + " */\n".length();

    private final KernelHeader kernel;
    private String fingerprint = "";

    GeneratedHeader(KernelHeader kernel) {
        this.kernel = kernel;
    }

    /** The kernel's fingerprint, asked for once: a JVM does not outlive its kernel. */
    synchronized String fingerprint() {
        if (fingerprint.isEmpty()) {
            fingerprint = kernel.fingerprint();
        }
        return fingerprint;
    }

    /** Gives the header's file, after making it if there is none or a damaged one. */
    synchronized Path file(Cache cache) {
        Path file = cache.kernelHeaderFile(fingerprint());
        return isWhole(file)
                ? file
                : cache.work(scratch -> {
                    Path unfinished = scratch.resolve("vmlinux.h");
                    kernel.write(unfinished);
                    String seal = SEAL + Sha256.of(unfinished) + " */\n";
                    Files.writeString(unfinished, seal, StandardOpenOption.APPEND);
                    Cache.move(unfinished, file);
                    return file;
                });
    }

    private static boolean isWhole(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length - SEAL_LENGTH;
            if (end < 0) {
                return false;
            }
            String seal = new String(bytes, end, SEAL_LENGTH, UTF_8);
            return seal.equals(SEAL + Sha256.of(Arrays.copyOf(bytes, end)) + " */\n");
        } catch (IOException e) {
            return false;
        }
    }
}
