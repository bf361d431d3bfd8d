package io.bpftest.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.program.Helper;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelperNumbersTest {

    @Test
    void theListOfHelpersIsTheKernelsInItsOrder() {
        List<String> kernels = Bpf.features().helpers();
        List<String> ours =
                Arrays.stream(Helper.values()).map(Helper::functionName).toList();
        int common = Math.min(kernels.size(), ours.size());

        assertThat(common).isGreaterThan(150);
        assertThat(ours.subList(0, common)).isEqualTo(kernels.subList(0, common));
    }
}
