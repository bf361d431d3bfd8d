package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 digests in hexadecimal. */
final class Sha256 {

    /** Stands for the content of a file that cannot be read; no file that can be has it. */
    static final String UNREADABLE = "unreadable";

    private Sha256() {}

    static String of(byte[] content) {
        return hex(digest().digest(content));
    }

    static String of(String text) {
        return of(text.getBytes(UTF_8));
    }

    /** Digests a list so that no two different lists give the same, however their parts are cut. */
    static String of(List<String> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.length()).append(':').append(part));
        return of(text.toString());
    }

    /** Digests a file's content, or gives {@link #UNREADABLE}. */
    static String of(Path file) {
        MessageDigest digest = digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            return UNREADABLE;
        }
        return hex(digest.digest());
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
