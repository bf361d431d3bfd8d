package io.bpftest.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.program.Benchmark;
import io.bpftest.program.BenchmarkComparison;
import io.bpftest.program.BenchmarkComparison.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerTest {

    @Test
    void leavesOutTheRunsThatWarmUp() {
        Scripted program = new Scripted(900, 400, 400, 100);

        Benchmark benchmark = Sampler.measure(program);

        assertThat(benchmark.samples().nanoseconds()).hasSize(Sampler.SAMPLES).containsOnly(100);
    }

    @Test
    void takesAsManyRunsAsMakeTwoMilliseconds() {
        assertThat(Sampler.measure(new Scripted(1000)).repeat()).isEqualTo(2000);
        assertThat(Sampler.measure(new Scripted(20)).repeat()).isEqualTo(100_000);
    }

    @Test
    void takesNeitherTooFewRunsNorTooMany() {
        assertThat(Sampler.measure(new Scripted(50_000_000)).repeat()).isEqualTo(10);
        assertThat(Sampler.measure(new Scripted(0)).repeat()).isEqualTo(1_000_000);
    }

    @Test
    void measuresTwoInTurnAndEachFirstAsOftenAsTheOther() {
        List<Scripted> order = new ArrayList<>();
        Scripted subject = new Scripted(order, 100);
        Scripted reference = new Scripted(order, 100);

        Interleaved.measure(subject, reference, 1.10);

        List<Scripted> rounds = order.subList(6, order.size());
        assertThat(rounds).hasSize(2 * Sampler.SAMPLES);
        assertThat(rounds.subList(0, 4)).containsExactly(subject, reference, reference, subject);
    }

    @Test
    void endsWithTheFirstRoundsThatDecide() {
        assertThat(Interleaved.measure(new Scripted(100), new Scripted(100), 1.10))
                .returns(20, BenchmarkComparison::rounds)
                .returns(Outcome.NOT_SLOWER, BenchmarkComparison::outcome);
        assertThat(Interleaved.measure(new Scripted(130), new Scripted(100), 1.10))
                .returns(20, BenchmarkComparison::rounds)
                .returns(Outcome.SLOWER, BenchmarkComparison::outcome);
    }

    @Test
    void goesOnAsLongAsNothingIsDecidedUpToAHundredRounds() {
        assertThat(Interleaved.measure(new Scripted(110, 100, 120), new Scripted(100), 1.10))
                .returns(100, BenchmarkComparison::rounds);
    }
}
