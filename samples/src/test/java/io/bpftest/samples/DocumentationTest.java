package io.bpftest.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the documentation's code true: each block of Java, C or printed text in {@code docs} stands in a test that the
 * build runs, however it is wrapped and indented there. A line of three dots leaves lines out.
 */
class DocumentationTest {

    private static final Pattern BLOCK =
            Pattern.compile("^```(java|c|text)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void eachBlockStandsInATest() throws Exception {
        Path checkout = checkout();
        List<String> sources = new ArrayList<>();
        for (String module : List.of("samples", "engine", "bpf-test-api")) {
            sources.addAll(texts(checkout.resolve(module).resolve("src/test")));
        }
        List<String> blocks = blocks(checkout.resolve("docs"));

        assertThat(blocks).hasSizeGreaterThan(5);
        assertThat(blocks.stream().filter(block -> sources.stream().noneMatch(source -> holds(source, block))))
                .as("blocks of the documentation that stand in no test")
                .isEmpty();
    }

    private static boolean holds(String source, String block) {
        int at = 0;
        for (String part : block.split("(?m)^\\.\\.\\.$")) {
            String plain = plain(part);
            at = source.indexOf(plain, at);
            if (at < 0) {
                return false;
            }
            at += plain.length();
        }
        return true;
    }

    private static List<String> blocks(Path folder) throws IOException {
        List<String> blocks = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".md")).toList()) {
                BLOCK.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .forEach(block -> {
                            List<String> lines = block.lines().toList();
                            blocks.add(String.join("\n", lines.subList(1, lines.size() - 1)));
                        });
            }
        }
        return blocks;
    }

    private static List<String> texts(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.(java|[ch]|txt)"))
                    .toList()) {
                texts.add(plain(Files.readString(file)));
            }
        }
        return texts;
    }

    /** Without any white space, of which the formatter makes its own. */
    private static String plain(String text) {
        return text.replaceAll("\\s", "");
    }

    private static Path checkout() throws URISyntaxException {
        Path classes = Path.of(DocumentationTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return classes.resolve("../../..").normalize();
    }
}
