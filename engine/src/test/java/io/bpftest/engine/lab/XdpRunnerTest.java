package io.bpftest.engine.lab;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.lab.Lab;
import io.bpftest.lab.XdpPath;
import io.bpftest.lab.XdpRunner;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;
import io.bpftest.program.XdpVerdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One test by each of the ways through an XDP program. */
@BpfObject("verdicts.bpf.c")
@BpfObject("live.bpf.c")
@MakesNamespaces
class XdpRunnerTest {

    @ParameterizedTest
    @EnumSource
    void eachVerdictIsToldOnEachWay(XdpPath path, Lab lab, @BpfProgram("xdp_verdict") XdpProgram program) {
        XdpRunner runner = lab.runner(program, path);
        for (int i = 0; i < 3; i++) {
            for (XdpVerdict verdict :
                    new XdpVerdict[] {XdpVerdict.PASS, XdpVerdict.DROP, XdpVerdict.TX, XdpVerdict.ABORTED}) {
                byte[] packet = Frames.asking(verdict.ordinal());
                XdpRun run = runner.run(packet);
                assertThat(run.verdict()).isEqualTo(verdict);
                assertThat(run).isUnchanged();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRedirectIsToldOnEachWay(
            XdpPath path,
            Lab lab,
            @BpfProgram("redirects") XdpProgram program,
            @BpfMap("target") KernelMap<Integer, Integer> target) {
        XdpRunner runner = lab.runner(program, path);
        target.put(0, 1);
        assertThat(runner.run(Frames.ofLength(60))).redirects();
    }
}
