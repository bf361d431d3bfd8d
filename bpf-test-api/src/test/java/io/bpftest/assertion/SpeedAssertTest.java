package io.bpftest.assertion;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.NoisyMachineException;
import io.bpftest.program.Benchmark;
import io.bpftest.program.BenchmarkComparison;
import io.bpftest.program.PacketReadingProgram;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.ProgramType;
import io.bpftest.program.Samples;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** On times that stand fixed; programs of the kernel are measured by the engine's tests. */
class SpeedAssertTest {

    private static Benchmark taking(String name, int... samples) {
        ProgramInfo program =
                new ProgramInfo(name, "xdp", ProgramType.XDP, "XDP program", name + ".bpf.c", "6.18", "local");
        return new Benchmark(program, "udp 4000 > 53", "XDP_PASS", new Samples(samples), 20_000, 120, 0, List.of());
    }

    private static int[] all(int count, int value) {
        int[] samples = new int[count];
        Arrays.fill(samples, value);
        return samples;
    }

    private static void judge(int[] subject, int[] reference) {
        judge(new BenchmarkComparison(taking("new_one", subject), taking("old_one", reference), 1.10));
    }

    private static void judge(BenchmarkComparison comparison) {
        PacketReadingProgram<?, ?> program = (PacketReadingProgram<?, ?>) Proxy.newProxyInstance(
                SpeedAssertTest.class.getClassLoader(),
                new Class<?>[] {PacketReadingProgram.class},
                (proxy, method, arguments) -> method.getName().equals("benchmarkAgainst") ? comparison : "program");
        BpfAssertions.assertThat(program).on(new byte[60]).isNotSlowerThan(program, 1.10);
    }

    @Test
    void passesWhereTheTimeIsAllowed() {
        assertThatCode(() -> judge(all(20, 105), all(20, 100))).doesNotThrowAnyException();
    }

    @Test
    void passesWhereTheTimeIsAboutWhatIsAllowed() {
        assertThatCode(() -> judge(all(100, 110), all(100, 100))).doesNotThrowAnyException();
    }

    @Test
    void failsWithBothTimesAndTheirRatio() throws IOException {
        int[] next = {131, 130, 132, 129, 131, 131, 190, 130, 132, 131, 131, 133, 130, 131, 129, 132, 131, 130, 131, 132
        };
        int[] installed = {
            104, 103, 105, 103, 104, 104, 104, 103, 105, 104, 104, 106, 103, 104, 103, 105, 104, 103, 104, 105
        };
        String packet = "eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / tcp 40000 > 80";
        BenchmarkComparison comparison = new BenchmarkComparison(
                new Benchmark(
                        firewall("next.bpf.c"),
                        packet,
                        "XDP_PASS",
                        new Samples(next),
                        15_267,
                        1402,
                        2210,
                        List.of("the program may print with bpf_printk, which takes longer than most programs")),
                new Benchmark(
                        firewall("installed.bpf.c"),
                        packet,
                        "XDP_PASS",
                        new Samples(installed),
                        19_230,
                        1120,
                        1874,
                        List.of()),
                1.10);

        assertThatThrownBy(() -> judge(comparison))
                .isInstanceOf(AssertionError.class)
                .hasMessage(Files.readString(Path.of("src/test/messages/slower.txt"))
                        .strip()
                        .replace("\n", System.lineSeparator()));
    }

    private static ProgramInfo firewall(String source) {
        return new ProgramInfo("xdp_firewall", "xdp", ProgramType.XDP, "XDP program", source, "6.18", "local");
    }

    @Test
    void saysThatTheMachineIsTooNoisyInsteadOfPassingOrFailing() {
        Random random = new Random(3);
        int[] wild = random.ints(100, 500, 5000).toArray();
        int[] wildToo = random.ints(100, 500, 5000).toArray();

        assertThatThrownBy(() -> judge(wild, wildToo))
                .isExactlyInstanceOf(NoisyMachineException.class)
                .hasMessageStartingWith(
                        "XDP program \"new_one\" cannot be compared with XDP program \"old_one\" on this machine now")
                .hasMessageContainingAll("noisy: only half of the samples", "in 100 rounds", "as narrow as 1.1 times");
    }

    @Test
    void failsOnNoProgram() {
        assertThatThrownBy(() -> BpfAssertions.assertThat((PacketReadingProgram<?, ?>) null)
                        .on(new byte[60]))
                .isInstanceOf(AssertionError.class);
    }
}
