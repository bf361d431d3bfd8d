package io.bpftest.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.bpftest.program.AttachOnlyProgram;
import io.bpftest.program.ProgramType;
import io.bpftest.program.ProgramTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    record Row(String type, List<String> ways, String handle, List<String> tests, String ranOn) {

        static Row of(String line) {
            String[] cells = line.split("\\|");
            return new Row(
                    cells[1].strip(),
                    List.of(cells[2].strip().split(", ")),
                    cells[3].strip().replace("`", ""),
                    List.of(cells[4].strip().replace("`", "").split(", ")),
                    cells[5].strip());
        }

        List<String> kernels() {
            return List.of(ranOn.split(", "));
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

        assertThat(row.ways).isSubsetOf("test run", "lab", "tracing", "reading").doesNotHaveDuplicates();
        assertThat(row.ways.contains("test run")).isNotEqualTo(AttachOnlyProgram.class.isAssignableFrom(handle));
        assertThat(row.ways.equals(List.of("reading"))).isEqualTo(row.ways.contains("reading"));
        assertThat(row.ways.contains("reading"))
                .as("what is only read ran on no kernel")
                .isEqualTo(row.ranOn.startsWith("none"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void kernelsAreNamedInTheirOrderOrTheReasonForNone(Row row) {
        if (!row.ranOn.startsWith("none")) {
            assertThat(row.kernels()).allMatch(kernel -> kernel.matches("\\d+\\.\\d+|\\(\\d+\\.\\d+\\)"));
            assertThat(row.kernels())
                    .extracting(ProgramTypesPageTest::order)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    /** Other kernels are compared by ci/vms. */
    @Test
    void thisKernelIsNamedWhereTheEnginesTestsPassed() throws Exception {
        String here = System.getProperty("os.version").replaceAll("^(\\d+\\.\\d+).*", "$1");
        assumeThat(rows()).as("rows with Linux " + here).anyMatch(row -> row.ranOn.contains(here));
        List<Path> sources = sources().stream()
                .filter(file -> file.startsWith(checkout().resolve("engine")))
                .toList();
        int compared = 0;
        for (Row row : rows()) {
            List<String> classes = row.tests.stream()
                    .filter(test -> sources.stream().anyMatch(file -> file.endsWith(test + ".java")))
                    .toList();
            Optional<EngineReports> found = EngineReports.of(checkout(), classes);
            if (found.isPresent() && !row.ranOn.startsWith("none")) {
                assertThat(row.kernels())
                        .as("%s: %s", row.type, found.get())
                        .filteredOn(kernel -> kernel.contains(here))
                        .isEqualTo(found.get().cell(here));
                compared++;
            }
        }
        assumeThat(compared).as("rows whose tests ran in this build").isPositive();
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

    private static int order(String kernel) {
        String[] parts = kernel.replaceAll("[()]", "").split("\\.");
        return Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
    }

    private static Set<Path> sources() throws Exception {
        Path checkout = checkout();
        try (Stream<Path> engine = Files.walk(checkout.resolve("engine/src/test/java"));
                Stream<Path> samples = Files.walk(checkout.resolve("samples/src/test/java"))) {
            return Stream.concat(engine, samples)
                    .filter(file -> file.toString().matches(".*(Test|InVm)\\.java"))
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
