package io.bpftest.assertion;

import io.bpftest.program.Program;
import io.bpftest.program.VerifierFigure;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a program cost the verifier, as it stands in a file.
 *
 * @param program the program in words, with its source
 * @param kernel the kernel's release
 * @param figures the figures that are the same at each load
 */
record VerifierBaseline(String program, String kernel, Map<VerifierFigure, Long> figures) {

    private static final String FORMAT = "# bpf-test verifier baseline, version 1";

    static VerifierBaseline of(Program program) {
        Map<VerifierFigure, Long> steady = new EnumMap<>(VerifierFigure.class);
        program.verifierFigures().told().forEach((figure, value) -> {
            if (figure.isSteady()) {
                steady.put(figure, value);
            }
        });
        return new VerifierBaseline(
                ProgramFailure.subject(program) + " of " + program.info().source(),
                program.info().kernel(),
                steady);
    }

    /** Reads a file's lines; an {@link IOException} says what else they are. */
    static VerifierBaseline parse(List<String> lines) throws IOException {
        if (lines.isEmpty() || !lines.get(0).equals(FORMAT)) {
            throw new IOException("a file that does not begin with \"" + FORMAT + "\"");
        }
        Map<String, String> header = new LinkedHashMap<>();
        Map<VerifierFigure, Long> figures = new EnumMap<>(VerifierFigure.class);
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.strip().split(" +", line.startsWith("#") ? 3 : 2);
            if (parts.length == 3) {
                header.put(parts[1], parts[2]);
            } else if (!line.isBlank()) {
                figures.put(figure(line, parts), number(line, parts));
            }
        }
        return new VerifierBaseline(header.getOrDefault("program", ""), header.getOrDefault("kernel", ""), figures);
    }

    private static VerifierFigure figure(String line, String[] parts) throws IOException {
        for (VerifierFigure figure : VerifierFigure.values()) {
            if (parts.length == 2 && figure.words().equals(parts[1])) {
                return figure;
            }
        }
        throw new IOException("the line \"" + line + "\", which names no figure");
    }

    private static long number(String line, String[] parts) throws IOException {
        try {
            return Long.parseLong(parts[0]);
        } catch (NumberFormatException e) {
            throw new IOException("the line \"" + line + "\", which begins with no number", e);
        }
    }

    /** The file's text. */
    String text() {
        StringBuilder text = new StringBuilder(FORMAT)
                .append("\n# program  ")
                .append(program)
                .append("\n# kernel   ")
                .append(kernel)
                .append('\n');
        figures.forEach((figure, value) ->
                text.append(String.format("%8d  %s%n", value, figure.words()).replace(System.lineSeparator(), "\n")));
        return text.toString();
    }
}
