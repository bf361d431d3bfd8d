package io.bpftest.engine.object;

import io.bpftest.error.RejectionReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Why the verifier rejected a program.
 *
 * @param decisive the line of its log that decided
 * @param kind which of the frequent reasons it is
 * @param reason the same in a reader's words
 * @param remedy what to change
 * @param sourceText the C source line, empty where the log has none
 * @param sourcePosition {@code file:line}, or the file alone where the line is not known
 */
public record VerifierFinding(
        String decisive, RejectionReason kind, String reason, String remedy, String sourceText, String sourcePosition) {

    /**
     * Reads a log.
     *
     * @param sources the files the object was made from, that of the object under test first; if they are C and the kernel
     *     does not say the line (before 6.9), the line is looked up by its text
     */
    public static VerifierFinding of(String log, Path... sources) {
        VerifierLog read = VerifierLog.of(log);
        VerifierReason words = VerifierReason.of(read.reason());
        String position =
                read.sourcePosition().isEmpty() ? positionOf(read.sourceText(), sources) : read.sourcePosition();
        return new VerifierFinding(
                read.reason(), words.kind(), words.reason(), words.remedy(), read.sourceText(), position);
    }

    private static String positionOf(String text, Path... sources) {
        List<String> places = new ArrayList<>();
        for (Path source : sources) {
            String name = String.valueOf(source.getFileName());
            if (!text.isEmpty() && name.endsWith(".c")) {
                numbers(text, source).forEach(number -> places.add(name + ":" + number));
            }
        }
        return places.size() == 1 ? places.get(0) : String.valueOf(sources[0].getFileName());
    }

    private static List<Integer> numbers(String text, Path source) {
        try {
            List<String> lines = Files.readAllLines(source, StandardCharsets.UTF_8);
            return IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).strip().equals(text))
                    .mapToObj(i -> i + 1)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
