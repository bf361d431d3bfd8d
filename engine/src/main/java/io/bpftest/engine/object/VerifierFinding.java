package io.bpftest.engine.object;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Why the verifier rejected a program.
 *
 * @param decisive the line of its log that decided
 * @param reason the same in a reader's words
 * @param remedy what to change
 * @param sourceText the C source line, empty where the log has none
 * @param sourcePosition {@code file:line}, or the file alone where the line is not known
 */
public record VerifierFinding(String decisive, String reason, String remedy, String sourceText, String sourcePosition) {

    /**
     * Reads a log.
     *
     * @param source the file the object was made from; if it is C and the kernel does not say the line (before 6.4),
     *     the line is looked up by its text
     */
    public static VerifierFinding of(String log, Path source) {
        VerifierLog read = VerifierLog.of(log);
        VerifierReason words = VerifierReason.of(read.reason());
        String position =
                read.sourcePosition().isEmpty() ? positionOf(read.sourceText(), source) : read.sourcePosition();
        return new VerifierFinding(read.reason(), words.reason(), words.remedy(), read.sourceText(), position);
    }

    private static String positionOf(String text, Path source) {
        String name = source.getFileName().toString();
        if (text.isEmpty() || !name.endsWith(".c")) {
            return name;
        }
        try {
            List<String> lines = Files.readAllLines(source, StandardCharsets.UTF_8);
            int[] numbers = IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).strip().equals(text))
                    .toArray();
            return numbers.length == 1 ? name + ":" + (numbers[0] + 1) : name;
        } catch (IOException e) {
            return name;
        }
    }
}
