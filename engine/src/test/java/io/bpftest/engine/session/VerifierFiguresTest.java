package io.bpftest.engine.session;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.engine.session.Objects.source;
import static io.bpftest.program.VerifierFigure.INSTRUCTIONS;
import static io.bpftest.program.VerifierFigure.MACHINE_CODE;
import static io.bpftest.program.VerifierFigure.MICROSECONDS;
import static io.bpftest.program.VerifierFigure.PEAK_STATES;
import static io.bpftest.program.VerifierFigure.STACK;
import static io.bpftest.program.VerifierFigure.STATES;
import static io.bpftest.program.VerifierFigure.TRANSLATED;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Golden;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.map.ProgramArray;
import io.bpftest.program.ClassicFilterProgram;
import io.bpftest.program.Program;
import io.bpftest.program.VerifierFigure;
import io.bpftest.program.VerifierFigures;
import io.bpftest.program.XdpProgram;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VerifierFiguresTest {

    private final Golden golden = new Golden().normalise("[\\d,]+ (instr|states|peak|bytes|micro)", "<n> $1");

    @Test
    void aProgramOfTwoInstructionsHasTwo() {
        try (LoadedObject object = Bpf.open(source("verified.bpf.c")).load()) {
            VerifierFigures figures = object.program("passes", XdpProgram.class).verifierFigures();

            assertThat(figures.value(INSTRUCTIONS)).hasValue(2);
            assertThat(figures.value(TRANSLATED)).hasValue(16);
            assertThat(figures.value(STACK)).hasValue(0);
            assertThat(figures.told()).containsKeys(STATES, PEAK_STATES, MICROSECONDS);
        }
    }

    @Test
    void moreTurnsOfALoopAreMoreInstructions() {
        long few = instructions(4);
        long many = instructions(40);

        assertThat(many).isGreaterThanOrEqualTo(few + 36 * 3);
    }

    @Test
    void stackIsThatOfTheProgramAndOfEachOfItsFunctions() {
        try (LoadedObject object = Bpf.open(source("verified.bpf.c")).load()) {
            VerifierFigures figures = object.program("stacks", XdpProgram.class).verifierFigures();

            assertThat(figures.stackOfFunctions()).containsExactly(8, 32);
            assertThat(figures.value(STACK)).hasValue(40);
        }
    }

    @Test
    void budgetsAreKeptOrTold() {
        try (LoadedObject object = Bpf.open(source("verified.bpf.c")).load()) {
            XdpProgram passes = object.program("passes", XdpProgram.class);
            Program stacks = object.program("stacks", XdpProgram.class);

            assertThat(passes)
                    .verifiesWithin(2)
                    .instructions()
                    .verifiesWithin(0)
                    .bytesOfStack();
            assertThat(passes).verifiesWithin(100).states().verifiesWithin(100).peakStates();
            assertThat(stacks).verifiesWithin(40).bytesOfStack();
            golden.failsOnAScreen(
                    "budget_instructions",
                    () -> assertThat(passes).verifiesWithin(1).instructions());
            golden.failsOnAScreen(
                    "budget_stack", () -> assertThat(stacks).verifiesWithin(39).bytesOfStack());
            golden.failsOnAScreen(
                    "budget_bpf", () -> assertThat(passes).verifiesWithin(15).bytesOfBpf());
        }
    }

    @Test
    void askingLeavesSharedMapsAndTheObjectAsTheyWere() {
        ObjectSpec spec = Bpf.open(source("verified.bpf.c"));
        try (LoadedObject first = spec.load()) {
            ObjectSpec second = spec.copy();
            second.map("stages").reuse(first.map("stages", ProgramArray.class));
            try (LoadedObject object = second.load()) {
                ProgramArray stages = first.map("stages", ProgramArray.class);
                OptionalInt before = stages.idAt(0);

                object.program("counts", XdpProgram.class).verifierFigures();

                assertThat(before).isPresent();
                assertThat(stages.idAt(0)).isEqualTo(before);
            }
        }
    }

    @Test
    void whatIsNotVerifiedHasNoFigures() {
        ClassicFilterProgram filter = Bpf.classicFilter("udp port 53");

        assertThat(filter.verifierFigures().told()).isEmpty();
        golden.fails("budget_unknown", FeatureMissingException.class, () -> assertThat(filter)
                .verifiesWithin(10)
                .instructions());
    }

    @Test
    void aClosedObjectTellsNothing() {
        LoadedObject object = Bpf.open(source("verified.bpf.c")).load();
        XdpProgram passes = object.program("passes", XdpProgram.class);
        object.close();

        golden.failed(ObjectClosedException.class, passes::verifierFigures);
    }

    @Test
    void machineCodeIsCountedWhereTheKernelMakesSome() {
        try (LoadedObject object = Bpf.open(source("verified.bpf.c")).load()) {
            XdpProgram passes = object.program("passes", XdpProgram.class);

            passes.verifierFigures().value(MACHINE_CODE).ifPresent(bytes -> assertThat(bytes)
                    .isPositive());
            assertThat(VerifierFigure.MICROSECONDS.isSteady()).isFalse();
        }
    }

    private static long instructions(int turns) {
        ObjectSpec spec = Bpf.open(source("verified.bpf.c"));
        spec.constant("turns").set(turns);
        try (LoadedObject object = spec.load()) {
            return object.program("counts", XdpProgram.class)
                    .verifierFigures()
                    .value(INSTRUCTIONS)
                    .orElseThrow();
        }
    }
}
