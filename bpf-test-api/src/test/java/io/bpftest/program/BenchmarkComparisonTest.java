package io.bpftest.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bpftest.program.BenchmarkComparison.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkComparisonTest {

    /** Half a round above and half below 1,000 ns, far enough from whole nanoseconds to mean nothing. */
    private static final int[] STEADY = {
        1000, 1004, 998, 1002, 1001, 997, 1003, 999, 1000, 1005, 996, 1001, 999, 1002, 998, 1000, 1003, 997, 1001, 1000
    };

    private static Benchmark taking(int... samples) {
        ProgramInfo program = new ProgramInfo("p", "xdp", ProgramType.XDP, "XDP program", "p.bpf.c", "6.18", "local");
        return new Benchmark(program, "a packet", "XDP_PASS", new Samples(samples), 1000, 2, 20, List.of());
    }

    private static int[] times(double factor, int... samples) {
        return Arrays.stream(samples)
                .map(sample -> (int) Math.round(factor * sample))
                .toArray();
    }

    private static int[] all(int count, int value) {
        int[] samples = new int[count];
        Arrays.fill(samples, value);
        return samples;
    }

    private static BenchmarkComparison comparison(double allowed, int[] subject, int[] reference) {
        return new BenchmarkComparison(taking(subject), taking(reference), allowed);
    }

    @ParameterizedTest
    @CsvSource({"0.5, NOT_SLOWER", "1, NOT_SLOWER", "1.08, NOT_SLOWER", "1.1, AS_ALLOWED", "1.12, SLOWER", "10, SLOWER"
    })
    void judgesByTheAllowedRatio(double factor, Outcome outcome) {
        assertThat(comparison(1.10, times(factor, STEADY), STEADY).outcome()).isEqualTo(outcome);
    }

    @Test
    void isNotMisledByAFewRoundsThatSomethingGotInTheWayOf() {
        int[] disturbed = STEADY.clone();
        disturbed[3] = 90_000;
        disturbed[11] = 40_000;

        assertThat(comparison(1.10, disturbed, STEADY).outcome()).isEqualTo(Outcome.NOT_SLOWER);
        assertThat(comparison(1.10, times(1.2, STEADY), disturbed).outcome()).isEqualTo(Outcome.SLOWER);
    }

    @Test
    void isNotMisledByAMachineThatGetsSlowerForBoth() {
        int[] slowing = new int[20];
        for (int i = 0; i < slowing.length; i++) {
            slowing[i] = 1000 + 100 * i;
        }

        assertThat(comparison(1.10, times(1.02, slowing), slowing).outcome()).isEqualTo(Outcome.NOT_SLOWER);
        assertThat(comparison(1.10, times(1.2, slowing), slowing).outcome()).isEqualTo(Outcome.SLOWER);
    }

    @Test
    void saysThatNothingCanBeSaidOfTimesThatVaryTooMuch() {
        Random random = new Random(7);
        int[] wild = random.ints(100, 500, 5000).toArray();
        int[] wildToo = random.ints(100, 500, 5000).toArray();

        assertThat(comparison(1.10, wild, wildToo).outcome()).isEqualTo(Outcome.TOO_NOISY);
        assertThat(comparison(3, wild, wildToo).outcome()).isEqualTo(Outcome.NOT_SLOWER);
    }

    @Test
    void aLargeAllowedRatioMakesNoWideIntervalNarrow() {
        int[] wide = all(100, 9_900);
        Arrays.fill(wide, 50, 100, 98_000);

        assertThat(comparison(10, wide, all(100, 1000)).outcome()).isEqualTo(Outcome.TOO_NOISY);
        assertThat(comparison(10, times(10.006, STEADY), STEADY).outcome()).isEqualTo(Outcome.AS_ALLOWED);
    }

    @Test
    void neverFailsForANanosecondThatTheKernelMayHaveCutOff() {
        // 8.0 ns and 8.99 ns are both told as 8 ns; 8.99 and 9.0 as 8 and 9.
        assertThat(comparison(1.10, all(100, 9), all(100, 8)).outcome()).isEqualTo(Outcome.AS_ALLOWED);
        assertThat(comparison(1.10, all(100, 10), all(100, 8)).outcome()).isEqualTo(Outcome.SLOWER);
        assertThat(comparison(1.10, all(20, 8), all(20, 8)).outcome()).isEqualTo(Outcome.NOT_SLOWER);
        assertThat(comparison(1.10, all(20, 0), all(20, 0)).outcome()).isEqualTo(Outcome.NOT_SLOWER);
    }

    @Test
    void failsForAnythingAboveARatioOfOne() {
        assertThat(comparison(1.0, times(1.03, STEADY), STEADY).outcome()).isEqualTo(Outcome.SLOWER);
        assertThat(comparison(1.0, STEADY, STEADY).outcome()).isEqualTo(Outcome.NOT_SLOWER);
        assertThat(comparison(0.5, STEADY, STEADY).outcome()).isEqualTo(Outcome.SLOWER);
    }

    @Test
    void failsAProgramThatIsAsAllowedLessOftenThanOnceInTwoHundredTimes() {
        Random random = new Random(11);
        int failed = 0;
        for (int i = 0; i < 20_000; i++) {
            int[] subject = random.ints(20, 900, 1100).toArray();
            int[] reference = random.ints(20, 900, 1100).toArray();
            failed += comparison(1.0, subject, reference).outcome() == Outcome.SLOWER ? 1 : 0;
        }

        assertThat(failed).isLessThan(100);
    }

    @ParameterizedTest
    @CsvSource({"10, -1", "11, 0", "20, 2", "40, 9", "100, 33"})
    void leavesOutAsManyRoundsAsAFairCoinMayFallOneWay(int rounds, int leftOut) {
        // P(heads <= leftOut) <= 0.0005 < P(heads <= leftOut + 1), of the binomial distribution with p = 1/2.
        assertThat(Ratios.rank(rounds)).isEqualTo(leftOut);
    }

    @Test
    void saysNothingAfterTooFewRounds() {
        BenchmarkComparison few = comparison(1.10, all(10, 5000), all(10, 1000));

        assertThat(few.outcome()).isEqualTo(Outcome.TOO_NOISY);
        assertThat(few.ratio()).isBetween(4.99, 5.0);
        assertThat(few.lowest()).isZero();
        assertThat(few).hasToString("5.00 times, too few to know how exactly, 10 rounds");
    }

    @Test
    void takesNoRatioThatMeansNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> comparison(0, STEADY, STEADY));
        assertThatIllegalArgumentException().isThrownBy(() -> comparison(Double.NaN, STEADY, STEADY));
        assertThatIllegalArgumentException().isThrownBy(() -> comparison(1, STEADY, all(3, 1)));
    }

    @Test
    void showsTheRatioAndItsInterval() {
        assertThat(comparison(1.10, times(2, STEADY), STEADY))
                .asString()
                .startsWith("2.00 times, ")
                .endsWith(" in 20 rounds");
    }
}
