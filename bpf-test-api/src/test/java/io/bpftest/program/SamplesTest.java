package io.bpftest.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void tellsMedianAndSpread() {
        Samples samples = new Samples(20, 21, 19, 22, 90);

        assertThat(samples.median()).isEqualTo(21);
        assertThat(samples.spread()).isEqualTo(1);
        assertThat(samples.shortest()).isEqualTo(19);
        assertThat(samples.longest()).isEqualTo(90);
        assertThat(samples).hasToString("median 21 ns ± 1 ns, 19 to 90 ns in 5 samples");
    }

    @Test
    void takesTheMeanOfTheMiddleOfAnEvenNumber() {
        assertThat(new Samples(4, 1, 3, 10))
                .returns(3.5, Samples::median)
                .hasToString("median 3.5 ns ± 1.5 ns, 1 to 10 ns in 4 samples");
    }

    @Test
    void keepsTheOrderInWhichTheyWereMeasured() {
        Samples samples = new Samples(3, 1, 2);
        samples.nanoseconds()[0] = 7;

        assertThat(samples.nanoseconds()).containsExactly(3, 1, 2);
        assertThat(samples).isEqualTo(new Samples(3, 1, 2)).isNotEqualTo(new Samples(1, 2, 3));
    }

    @Test
    void saysHowMuchTheyVary() {
        assertThat(new Samples(1000, 1010, 990, 1001, 1000).noise())
                .isEqualTo("quiet: half of the samples are within 1 ns of the median");
        assertThat(new Samples(5, 6, 5, 6, 7).noise()).startsWith("quiet");
        assertThat(new Samples(100, 105, 95, 110, 90).noise()).startsWith("some noise");
        assertThat(new Samples(100, 150, 50, 300, 400).noise()).startsWith("noisy");
    }

    @Test
    void wantsAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Samples());
    }
}
