package io.bpftest.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code in docs stands in a test of this module too, so that it compiles and runs: blanks apart, word for word. */
class DocumentationTest {

    private static final Path SAMPLES = Path.of("").toAbsolutePath();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:java|c)\\R(.*?)^```");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES.resolveSibling("docs"))) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void codeInDocsIsCompiledAndRun(Path page) throws IOException {
        String sources = sources();
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(page));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }

        assertThat(blocks)
                .filteredOn(block -> !sources.contains(withoutBlanks(block)))
                .as("code of " + page.getFileName() + " that no test of this module holds")
                .isEmpty();
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES.resolve("src"))) {
            return files.filter(file -> file.toString().matches(".*\\.(java|c)"))
                    .map(DocumentationTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return withoutBlanks(Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }
}
