package io.bpftest.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.program.AttachOnlyProgram;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramType;
import io.bpftest.program.ProgramTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HandleTypesTest {

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNSPEC", "UNKNOWN"})
    void eachTypeHasOneHandle(ProgramType type) {
        List<Class<? extends Program>> handles = HandleTypes.all().stream()
                .filter(handle -> Arrays.asList(HandleTypes.of(handle)).contains(type))
                .toList();

        assertThat(handles).hasSize(1);
        assertThat(HandleTypes.nameFor(type)).isEqualTo(handles.get(0).getSimpleName());
    }

    @Test
    void aHandleSaysHowItsTypeIsTestedIfAndOnlyIfThereIsNoTestRun() {
        assertThat(HandleTypes.all()).allSatisfy(handle -> assertThat(howToTest(handle))
                .matches(text -> text.isEmpty() != AttachOnlyProgram.class.isAssignableFrom(handle)));
    }

    @Test
    void handlesWithoutTestRunOfferNothingToRunButABenchmarkThatSaysWhatToDoInstead() {
        assertThat(HandleTypes.all())
                .filteredOn(AttachOnlyProgram.class::isAssignableFrom)
                .hasSize(18)
                .allSatisfy(handle -> assertThat(handle.getMethods())
                        .extracting("name")
                        .containsExactlyInAnyOrder(
                                "info", "maps", "dictionary", "verifierFigures", "benchmark", "howToTest"));
    }

    static Stream<Class<? extends AttachOnlyProgram>> attachOnly() {
        return AttachOnlyTypes.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("attachOnly")
    void theMessageForATypeWithoutTestRunSaysWhatToDoInsteadAndWhereItShows(Class<? extends AttachOnlyProgram> handle) {
        ProgramTypes said = handle.getAnnotation(ProgramTypes.class);

        for (ProgramType type : said.value()) {
            assertThat(HandleTypes.remedyFor(type))
                    .isEqualTo(handle.getSimpleName() + " (the kernel takes no test run of a " + said.title() + ": "
                            + said.howToTest() + ")");
        }
        assertThat(said.howToTest())
                .as("what to attach it to, what to do then, where the effect shows")
                .matches("(attach it to|attach it in the place of|make a route|register its) .+, .+, and assert on .+");
    }

    @Test
    void aTypeThatIsNewerThanTheListIsToldAsSuch() {
        assertThat(HandleTypes.remedyFor(ProgramType.UNKNOWN)).contains("no handle for type UNKNOWN");
    }

    private static String howToTest(Class<? extends Program> handle) {
        return Objects.requireNonNull(handle.getAnnotation(ProgramTypes.class)).howToTest();
    }
}
