package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.program.RawTracepointOptions.rawTracepointOptions;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.error.ContextException;
import io.bpftest.error.RunOptionException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.RawTracepointProgram;
import io.bpftest.program.RawTracepointRun;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BpfObject("raw_tracepoints.bpf.c")
class RawTracepointRunTest {

    @BpfMap
    KernelMap<Integer, Long> seen;

    @Test
    void theProgramSeesItsArgumentsWhole(@BpfProgram("two_arguments") RawTracepointProgram program) {
        RawTracepointRun run = program.run(-1, 0x0123456789abcdefL);

        assertThat(run.arguments()).containsExactly(-1, 0x0123456789abcdefL);
        assertThat(seen).containsEntry(0, -1L).containsEntry(1, 0x0123456789abcdefL);
    }

    @Test
    void theReturnValueComesBack(@BpfProgram("two_arguments") RawTracepointProgram program) {
        assertThat(program.run(50, 8)).returns(42);
        assertThat(program.run(8, 50)).returns(-42);
    }

    record Switched(long preempted, long before, int after, int state) {}

    @Test
    void aRecordMayStandForTheArgumentsOfAProgramThatDeclaresThem(
            @BpfProgram("own_struct") RawTracepointProgram program) {
        RawTracepointRun run = program.runWith(new Switched(7, 8, 9, 0));

        assertThat(run).returns(7);
        assertThat(run.arguments()).containsExactly(7, 8, 9);
        assertThat(seen).containsOnly(java.util.Map.of(0, 8L, 1, 9L));
    }

    @Test
    void moreArgumentsThanTheProgramReadsAreTaken(@BpfProgram("two_arguments") RawTracepointProgram program) {
        assertThat(program.run(3, 2, 1)).returns(1);
    }

    @Test
    void aTracepointHasUpToTwelveArguments(@BpfProgram("last_argument") RawTracepointProgram program) {
        assertThat(program.run(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)).returns(11);
        assertThatThrownBy(() -> program.run(new long[13]))
                .isInstanceOf(ContextException.class)
                .hasMessageContaining("raw tracepoint program \"last_argument\" cannot run with 13 arguments")
                .hasMessageContaining("at most 12");
    }

    @Test
    void aProgramThatReadsNoneNeedsNone(@BpfProgram("tells_its_cpu") RawTracepointProgram program) {
        program.run();

        assertThat(seen).containsEntry(0, 1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void fewerArgumentsThanTheProgramReadsAreRefusedAndTheirNumberTold(
            int number, @BpfProgram("two_arguments") RawTracepointProgram program) {
        long[] arguments = IntStream.range(0, number).mapToLong(i -> 77).toArray();

        assertThatThrownBy(() -> program.run(arguments))
                .isInstanceOf(ContextException.class)
                .hasMessageContaining(number + " argument")
                .hasMessageContaining("at least 2: the program reads as many");
        assertThatThrownBy(() -> program.run(rawTracepointOptions().onCpu(0), arguments))
                .isInstanceOf(ContextException.class)
                .hasMessageContaining("at least 2");

        assertThat(seen).as("the program does not run to find this out").containsEntry(0, 0L);
    }

    @Test
    void allTwelveArgumentsAreToldToo(@BpfProgram("last_argument") RawTracepointProgram program) {
        assertThatThrownBy(() -> program.run(new long[11]))
                .isInstanceOf(ContextException.class)
                .hasMessageContaining("at least 12");
    }

    @Test
    void anAddressThatIsNoneFailsInTheHelperAndDoesNoHarm(
            @BpfProgram("follows_a_pointer") RawTracepointProgram program) {
        assertThat(program.run(8).returnValue()).as("EFAULT, or ERANGE").isIn(-14, -34);
    }

    @Test
    void theProgramRunsOnEachCpuThatIsNamed(@BpfProgram("tells_its_cpu") RawTracepointProgram program) {
        int[] cpus = online();

        for (int cpu : cpus) {
            assertThat(program.run(rawTracepointOptions().onCpu(cpu))).returns(cpu);
        }
        assertThat(cpus).isNotEmpty();
    }

    @Test
    void argumentsReachAnotherCpu(@BpfProgram("two_arguments") RawTracepointProgram program) {
        int last = online()[online().length - 1];

        assertThat(program.run(rawTracepointOptions().onCpu(last), 50, 8)).returns(42);
    }

    @Test
    void oneRunsCpuIsNotTheNexts(@BpfProgram("tells_its_cpu") RawTracepointProgram program) {
        program.run(rawTracepointOptions().onCpu(0));

        assertThat(program.run().options().cpu()).isEmpty();
        assertThat(program.run().returnValue())
                .isIn(Arrays.stream(online()).boxed().toList());
    }

    @Test
    void aCpuThatIsNotThereIsRefusedAndThoseOnlineListed(@BpfProgram("tells_its_cpu") RawTracepointProgram program) {
        assertThatThrownBy(() -> program.run(rawTracepointOptions().onCpu(100_000)))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("on CPU 100000")
                .hasMessageContaining("ENXIO")
                .hasMessageContaining("online: " + Kernel.onlineCpus());
        assertThat(seen).containsEntry(0, 0L);
    }

    @Test
    void aNegativeCpuIsRefused() {
        assertThatThrownBy(() -> rawTracepointOptions().onCpu(-1))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("-1");
    }

    private static int[] online() {
        return Arrays.stream(Kernel.onlineCpus().split(","))
                .map(range -> range.split("-"))
                .flatMapToInt(ends ->
                        IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
                .toArray();
    }
}
