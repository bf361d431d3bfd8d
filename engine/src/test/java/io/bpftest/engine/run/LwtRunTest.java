package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.program.LwtProgram;
import io.bpftest.program.LwtRun;
import io.bpftest.program.LwtVerdict;
import io.bpftest.program.ProgramType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs of all three hooks of a route; each returns what the packet says. */
@BpfObject("skb_contexts.bpf.c")
class LwtRunTest {

    enum Hook {
        LWT_IN,
        LWT_OUT,
        LWT_XMIT
    }

    @BpfProgram("route_in")
    LwtProgram in;

    @BpfProgram("route_out")
    LwtProgram out;

    @BpfProgram("route_xmit")
    LwtProgram xmit;

    static Stream<Arguments> eachVerdictAtEachHook() {
        return Stream.of(Hook.values()).flatMap(hook -> Stream.of(LwtVerdict.values())
                .filter(verdict -> verdict != LwtVerdict.UNKNOWN)
                .map(verdict -> Arguments.of(hook, verdict)));
    }

    @ParameterizedTest
    @MethodSource("eachVerdictAtEachHook")
    void everyVerdictIsSeen(Hook hook, LwtVerdict verdict) {
        LwtProgram program = at(hook);

        assertThat(program.info().type()).isEqualTo(ProgramType.valueOf(hook.name()));
        assertThat(program.run(Frames.asking(verdict.number())))
                .hasVerdict(verdict)
                .returns(verdict.number())
                .isUnchanged();
    }

    @ParameterizedTest
    @EnumSource
    void aNumberThatIsNoVerdictStaysVisible(Hook hook) {
        for (int number : new int[] {1, 3, 6, 127, 129, -1, Integer.MIN_VALUE}) {
            LwtRun run = at(hook).run(Frames.asking(number));

            assertThat(run.verdict()).isEqualTo(LwtVerdict.UNKNOWN);
            assertThat(run.returnValue()).isEqualTo(number);
            assertThat(run.outcome()).isEqualTo(number + " (no bpf_ret_code)");
            assertThat(run.passes()).isFalse();
            assertThat(run.drops()).isFalse();
        }
    }

    @Test
    void verdictsHaveTheirAssertions() {
        assertThat(out.run(Frames.asking(0))).passes();
        assertThat(out.run(Frames.asking(2))).drops();
        assertThat(xmit.run(Frames.asking(7))).redirects();
        assertThat(in.run(Frames.asking(128))).reroutes();
    }

    private LwtProgram at(Hook hook) {
        return switch (hook) {
            case LWT_IN -> in;
            case LWT_OUT -> out;
            case LWT_XMIT -> xmit;
        };
    }
}
