package io.bpftest.assertion;

import io.bpftest.program.Program;
import io.bpftest.program.Replay;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an approval begins with: of which program and which capture it is.
 *
 * @param program the program in words, with its source
 * @param tag the kernel's tag of the program that was approved, which says something on kernels of one version only
 * @param kernel the kernel's release
 * @param capture the file's name
 * @param packets how many packets were approved
 * @param digest the first digits of the file's SHA-256
 * @param filter which packets, empty for all
 */
record ApprovalHeader(
        String program, String tag, String kernel, String capture, String packets, String digest, String filter) {

    private static final String FORMAT = "# bpf-test approved verdicts, version 1";
    private static final String COLUMNS =
            "# columns  number, seconds, verdict, output (= as it went in, - none, " + "else length:CRC-32C), packet";
    private static final int DIGITS = 16;

    static ApprovalHeader of(Replay replay) {
        Program program = replay.program();
        return new ApprovalHeader(
                ProgramFailure.subject(program) + " of " + program.info().source(),
                replay.tag(),
                program.info().kernel(),
                String.valueOf(replay.capture().getFileName()),
                Long.toString(replay.size()),
                digest(replay.capture()),
                replay.options().filter());
    }

    /** Reads the lines that begin an approval; an {@link IOException} says what else they are. */
    static ApprovalHeader parse(Iterable<String> lines) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        boolean known = false;
        for (String line : lines) {
            known |= line.equals(FORMAT);
            String[] parts = line.split(" +", 3);
            if (parts.length == 3) {
                values.put(parts[1], parts[2]);
            }
        }
        if (!known) {
            throw new IOException("a file that does not begin with \"" + FORMAT + "\"");
        }
        return new ApprovalHeader(
                values.getOrDefault("program", ""),
                values.getOrDefault("tag", ""),
                values.getOrDefault("kernel", ""),
                values.getOrDefault("capture", ""),
                values.getOrDefault("packets", ""),
                values.getOrDefault("sha-256", ""),
                values.getOrDefault("filter", ""));
    }

    /** Gives the lines. */
    String text() {
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        line(text, "program", program);
        line(text, "tag", tag);
        line(text, "kernel", kernel);
        line(text, "capture", capture);
        line(text, "packets", packets);
        line(text, "sha-256", digest);
        line(text, "filter", filter);
        return text.append(COLUMNS).append('\n').toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        if (!value.isEmpty()) {
            text.append(String.format("# %-8s %s%n", label, value));
        }
    }

    private static String digest(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            int count;
            while ((count = input.read(buffer)) > 0) {
                sha.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
