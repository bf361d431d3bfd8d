package io.bpftest.engine.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Explains golden logs, which a kernel really wrote; {@link VerifierLogRefreshTest} writes them anew. What is expected
 * of each stands in {@code explained.csv} beside them: program, reason, C source line.
 */
class VerifierLogsTest {

    private static final String EXPLAINED = "/verifier-logs/explained.csv";

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = EXPLAINED, delimiter = '|', quoteCharacter = '`')
    void eachLogIsExplainedByAReasonAndItsSourceLine(String program, String reason, String sourceText)
            throws IOException {
        RejectedPrograms.Mistake mistake = RejectedPrograms.named(program);

        VerifierFinding finding = VerifierFinding.of(Files.readString(mistake.log()), mistake.source());

        assertThat(finding.reason()).isEqualTo(reason);
        assertThat(finding.remedy()).isNotEmpty().doesNotContain("see the log");
        assertThat(finding.sourceText()).isEqualTo(sourceText);
        assertThat(lineAt(mistake, finding.sourcePosition())).isEqualTo(sourceText);
    }

    /** Kernels before 6.9 name no file and line: the line is found by its text, where only one has it. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = EXPLAINED, delimiter = '|', quoteCharacter = '`')
    void whereTheKernelSaysNoPositionTheTextIsLookedUp(String program, String reason, String sourceText)
            throws IOException {
        RejectedPrograms.Mistake mistake = RejectedPrograms.named(program);
        String log = Files.readString(mistake.log()).replaceAll("(?m)^(; .*) @ \\S+:\\d+$", "$1");
        String file = mistake.source().getFileName().toString();

        VerifierFinding finding = VerifierFinding.of(log, mistake.source());

        assertThat(finding.sourceText()).isEqualTo(sourceText);
        assertThat(finding.reason()).isEqualTo(reason);
        if (lines(mistake).filter(sourceText::equals).count() == 1) {
            assertThat(lineAt(mistake, finding.sourcePosition())).isEqualTo(sourceText);
        } else {
            assertThat(finding.sourcePosition()).isEqualTo(file);
        }
    }

    /** The words of other kernels may differ; where this one rejects a program, a rule must know why. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = EXPLAINED, delimiter = '|', quoteCharacter = '`')
    void theRunningKernelsOwnLogIsExplained(String program, String reason, String sourceText) {
        RejectedPrograms.Mistake mistake = RejectedPrograms.named(program);

        mistake.load()
                .ifPresentOrElse(
                        rejection -> {
                            VerifierFinding finding = VerifierFinding.of(rejection.log(), mistake.source());
                            assertThat(VerifierReason.isKnown(finding.decisive()))
                                    .as(rejection.log())
                                    .isTrue();
                            assertThat(finding.sourceText()).isEqualTo(sourceText);
                            assertThat(rejection.program()).isEqualTo(program);
                            assertThat(rejection)
                                    .hasMessageContaining(finding.reason())
                                    .hasMessageContaining(sourceText);
                        },
                        () -> assertThat(program).as("taken by this kernel").isEqualTo("stack_unset"));
    }

    @Test
    void everyMistakeHasALogAndAnExplanation() throws IOException {
        List<String> explained;
        try (var text = VerifierLogsTest.class.getResourceAsStream(EXPLAINED)) {
            explained = new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\\|")[0].strip())
                    .toList();
        }
        List<RejectedPrograms.Mistake> mistakes = RejectedPrograms.all();

        assertThat(explained)
                .containsExactlyInAnyOrderElementsOf(
                        mistakes.stream().map(RejectedPrograms.Mistake::program).toList());
        assertThat(mistakes).allSatisfy(mistake -> assertThat(mistake.log()).isRegularFile());
    }

    private static String lineAt(RejectedPrograms.Mistake mistake, String position) throws IOException {
        String file = mistake.source().getFileName().toString();
        assertThat(position).matches(file + ":\\d+");
        int line = Integer.parseInt(position.substring(file.length() + 1));
        return lines(mistake).skip(line - 1L).findFirst().orElseThrow();
    }

    private static Stream<String> lines(RejectedPrograms.Mistake mistake) throws IOException {
        return Files.readAllLines(mistake.source()).stream().map(String::strip);
    }
}
