package io.bpftest.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.program.AttachOnlyProgram;
import io.bpftest.program.ProgramType;
import io.bpftest.program.ProgramTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares docs/program-types.md with the types, handles and tests that there are. */
class ProgramTypesPageTest {

    private static final Path PAGE = checkout().resolve("docs/program-types.md");

    /** One row of the table. */
    record Row(String type, List<String> ways, String handle, List<String> tests, String kernels) {

        static Row of(String line) {
            String[] cells = line.split("\\|");
            return new Row(
                    cells[1].strip(),
                    List.of(cells[2].strip().split(", ")),
                    cells[3].strip().replace("`", ""),
                    List.of(cells[4].strip().replace("`", "").split(", ")),
                    cells[5].strip());
        }
    }

    static List<Row> rows() throws Exception {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| [A-Z].*"))
                .map(Row::of)
                .toList();
    }

    @Test
    void eachTypeHasARowInTheKernelsOrder() throws Exception {
        List<String> types = Arrays.stream(ProgramType.values())
                .filter(type -> type != ProgramType.UNSPEC && type != ProgramType.UNKNOWN)
                .map(Enum::name)
                .toList();

        assertThat(rows()).extracting(Row::type).isEqualTo(types);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theHandleIsForTheType(Row row) throws Exception {
        Class<?> handle = Class.forName("io.bpftest.program." + row.handle);

        assertThat(handle.getAnnotation(ProgramTypes.class).value()).contains(ProgramType.valueOf(row.type));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aTestRunIsSaidOfTypesThatHaveOne(Row row) throws Exception {
        Class<?> handle = Class.forName("io.bpftest.program." + row.handle);

        assertThat(row.ways).isSubsetOf("test run", "lab", "loading").doesNotHaveDuplicates();
        assertThat(row.ways.contains("test run")).isNotEqualTo(AttachOnlyProgram.class.isAssignableFrom(handle));
        assertThat(row.ways.contains("loading")).isEqualTo(row.ways.equals(List.of("loading")));
        assertThat(row.kernels).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachTestIsThereAndNamesTheHandle(Row row) throws Exception {
        Set<Path> sources = sources();

        for (String test : row.tests) {
            assertThat(sources).as(test).anySatisfy(source -> assertThat(source.getFileName())
                    .hasToString(test + ".java"));
        }
        String all = sources.stream()
                .filter(source ->
                        row.tests.contains(source.getFileName().toString().replace(".java", "")))
                .map(ProgramTypesPageTest::text)
                .collect(Collectors.joining());
        assertThat(all).contains(row.handle);
    }

    private static Set<Path> sources() throws Exception {
        Path checkout = checkout();
        try (Stream<Path> engine = Files.walk(checkout.resolve("engine/src/test/java"));
                Stream<Path> samples = Files.walk(checkout.resolve("samples/src/test/java"))) {
            return Stream.concat(engine, samples)
                    .filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toSet());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path checkout() {
        try {
            Path classes = Path.of(ProgramTypesPageTest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolve("../../..").normalize();
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
