package io.bpftest.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.FeatureMissingException;
import io.bpftest.map.MapType;
import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import org.junit.jupiter.api.Test;

class KernelFeaturesTest {

    private final KernelFeatures features = new FixtureFeatures();

    @Test
    void presentAndAbsentArePlainAnswers() {
        assertThat(features.has(ProgramType.XDP)).isTrue();
        assertThat(features.has(ProgramType.LSM)).isFalse();
        assertThat(features.has(MapType.HASH)).isTrue();
        assertThat(features.has(MapType.ARENA)).isFalse();
        assertThat(features.has(AttachType.XDP)).isFalse();
        assertThat(features.hasHelper(ProgramType.XDP, "bpf_a")).isTrue();
        assertThat(features.hasHelper(ProgramType.XDP, "bpf_b")).isFalse();
    }

    @Test
    void unknownIsNeitherYesNorNo() {
        assertThatThrownBy(() -> features.has(ProgramType.SCHED_CLS))
                .isExactlyInstanceOf(FeatureMissingException.class)
                .hasMessageContaining("whether the kernel has program type SCHED_CLS")
                .hasMessageContaining("kernel 9.9 (local): not told");
        assertThatThrownBy(() -> features.hasKfunc("bpf_x"))
                .isExactlyInstanceOf(FeatureMissingException.class)
                .hasMessageContaining("kfunc bpf_x");
    }

    @Test
    void aHelperOfAnyTypeIsPresentElseUnknownElseAbsent() {
        assertThat(features.helper("bpf_a")).isEqualTo(Support.present());
        assertThat(features.helper("bpf_b")).isEqualTo(Support.unknown("not told"));
    }

    @Test
    void theTableHasARowForEachTypeAndTheHelpersOfThoseThatAreThere() {
        assertThat(features.table().lines())
                .startsWith("kernel 9.9 (local)", "", "Program types")
                .contains(
                        "  XDP                                yes",
                        "  SCHED_CLS                          unknown  not told",
                        "  LSM                                no       not there",
                        "  XDP: 1 of 2",
                        "    bpf_a")
                .noneMatch(line -> line.contains("UNSPEC") || line.startsWith("  SCHED_CLS:"));
    }
}
