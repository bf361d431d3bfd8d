package io.bpftest.engine.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VerifierLogTest {

    private static final Path OBJECT = Path.of("firewall.o");

    @Test
    void anEmptyLogHasNoReason() {
        VerifierFinding finding = VerifierFinding.of("", OBJECT);

        assertThat(finding.decisive()).isEmpty();
        assertThat(finding.reason()).isEqualTo("not in the log");
        assertThat(finding.sourceText()).isEmpty();
        assertThat(finding.sourcePosition()).isEqualTo("firewall.o");
    }

    @Test
    void aLogOfStatesAndStatisticsAloneHasNoReason() {
        String log = "0: R1=ctx() R10=fp0\nR0_w=1 R10=fp0\n0: (95) exit\nprocessed 1 insns (limit 1000000)\n";

        assertThat(VerifierLog.of(log).reason()).isEmpty();
    }

    @Test
    void aVerdictThatNoRuleKnowsIsGivenInTheKernelsWords() {
        VerifierFinding finding =
                VerifierFinding.of("0: (95) exit\nsomething quite new\nprocessed 1 insns (limit 1000000)\n", OBJECT);

        assertThat(finding.decisive()).isEqualTo("something quite new");
        assertThat(finding.reason()).isEqualTo("something quite new");
        assertThat(finding.remedy()).contains("see the log");
    }

    @Test
    void aFunctionThatTheKernelLetsNobodyChangeIsNamed() {
        VerifierFinding finding = VerifierFinding.of("vfs_read() is not modifiable\nprocessed 0 insns\n", OBJECT);

        assertThat(finding.reason()).isEqualTo("changes what vfs_read returns, which this kernel does not permit");
        assertThat(finding.remedy()).startsWith("use a kernel that lists the function");
    }

    /** As Linux 5.10 says it of a program that calls bpf_loop. */
    @Test
    void aFunctionThatIsHandedOverToAKernelThatKnowsNoneIsExplained() {
        VerifierFinding finding = VerifierFinding.of(
                "number of funcs in func_info doesn't match number of subprogs\nprocessed 0 insns (limit 1000000) "
                        + "max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0\n",
                OBJECT);

        assertThat(finding.reason())
                .isEqualTo(
                        "hands a function over to be called, as bpf_loop takes one, which this kernel does not know");
        assertThat(finding.remedy()).startsWith("use Linux 5.17 or newer for bpf_loop");
    }

    @Test
    void ofSeveralLinesTheFirstThatARuleKnowsDecides() {
        VerifierLog log = VerifierLog.of("6: (71) r1 = *(u8 *)(r1 +23)\n"
                + "invalid access to packet, off=23 size=1, R1(id=0,off=23,r=14)\nR1 offset is outside of the packet\n"
                + "processed 7 insns (limit 1000000)\n");

        assertThat(log.reason()).isEqualTo("invalid access to packet, off=23 size=1, R1(id=0,off=23,r=14)");
    }

    @Test
    void instructionsThatNoSourceLineStandsForBelongToTheLineBefore() {
        VerifierLog log = VerifierLog.of("; return *value; @ firewall.bpf.c:12\n0: (bf) r2 = r10\n"
                + ";  @ firewall.bpf.c:0\n1: (07) r2 += -4\nR2 !read_ok\nprocessed 2 insns (limit 1000000)\n");

        assertThat(log.sourceText()).isEqualTo("return *value;");
        assertThat(log.sourcePosition()).isEqualTo("firewall.bpf.c:12");
    }

    @Test
    void anObjectsLogWithoutPositionNamesTheFileOnly() {
        VerifierFinding finding =
                VerifierFinding.of("; return *value;\n0: (bf) r2 = r10\nR2 !read_ok\nprocessed 1 insns\n", OBJECT);

        assertThat(finding.sourceText()).isEqualTo("return *value;");
        assertThat(finding.sourcePosition()).isEqualTo("firewall.o");
    }

    @Test
    void aSourceThatCannotBeReadIsNamedAllTheSame() {
        VerifierFinding finding = VerifierFinding.of(
                "; return *value;\n0: (bf) r2 = r10\nR2 !read_ok\nprocessed 1 insns\n", Path.of("gone/firewall.bpf.c"));

        assertThat(finding.sourcePosition()).isEqualTo("firewall.bpf.c");
    }
}
