package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.program.ProgramType;
import io.bpftest.program.TcProgram;
import io.bpftest.program.TcRun;
import io.bpftest.program.TcVerdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program of type sched_act, which has the handle, the verdicts and the context of a classifier. */
@BpfObject("skb_contexts.bpf.c")
class ActionRunTest {

    @BpfProgram("tc_action")
    TcProgram action;

    @BeforeEach
    void itIsNoClassifier() {
        assertThat(action.info().type()).isEqualTo(ProgramType.SCHED_ACT);
    }

    @ParameterizedTest
    @EnumSource(value = TcVerdict.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void everyActionOfTheKernelIsAVerdict(TcVerdict verdict) {
        TcRun run = action.run(Frames.asking(verdict.number()));

        assertThat(run).hasVerdict(verdict).returns(verdict.number()).isUnchanged();
        assertThat(run.outcome()).isEqualTo("TC_ACT_" + verdict);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, -2, 4711, Integer.MIN_VALUE})
    void aNumberThatIsNoActionStaysVisible(int number) {
        TcRun run = action.run(Frames.asking(number));

        assertThat(run.verdict()).isEqualTo(TcVerdict.UNKNOWN);
        assertThat(run.returnValue()).isEqualTo(number);
    }
}
