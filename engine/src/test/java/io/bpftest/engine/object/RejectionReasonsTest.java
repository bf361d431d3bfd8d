package io.bpftest.engine.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.Golden;
import io.bpftest.error.RejectionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Finds reason and line in what several kernels really said of the same programs: {@code verifier-logs/<kernel>}. The logs
 * come from {@link BrokenProgramsTest}; of long ones the middle is left out.
 */
class RejectionReasonsTest {

    private static final Path LOGS = Golden.inModule("src/test/resources/verifier-logs");
    private static final Path SOURCE = Golden.inModule("src/test/bpf/broken.bpf.c");
    private static final List<String> KERNELS = List.of("5.10", "6.1", "6.12", "6.18", "7.3");

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/verifier-logs/reasons.csv", delimiter = '|', quoteCharacter = '`')
    void eachKernelsWordsAreTheSameReasonAtTheSameLine(String program, RejectionReason reason, String sourceText)
            throws IOException {
        for (String kernel : KERNELS) {
            String log = Files.readString(LOGS.resolve(kernel).resolve(program + ".log"));

            VerifierFinding finding = VerifierFinding.of(log, SOURCE);

            assertThat(finding.kind()).as(kernel + ": " + finding.decisive()).isEqualTo(reason);
            assertThat(finding.reason()).as(kernel).isNotEqualTo(finding.decisive());
            assertThat(finding.sourceText()).as(kernel).isEqualTo(sourceText);
            // Kernels before 6.9 tell no number, and several lines may have the text: then only the file is known.
            assertThat(lineAt(finding.sourcePosition()))
                    .as(kernel)
                    .isIn(isTold(log, sourceText) ? sourceText : "", sourceText);
        }
    }

    /** Words of {@code kernel/bpf/verifier.c} that take other privileges, types or kernels than the golden logs' to provoke. */
    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "R0 leaks addr as return value | POINTER_LEAK",
                "R1 leaks addr into helper function | POINTER_LEAK",
                "R2 pointer += pointer prohibited | POINTER_ARITHMETIC",
                "R3 bitwise operator &= on pointer prohibited | POINTER_ARITHMETIC",
                "math between map_value pointer and register with unbounded min value is not allowed | POINTER_ARITHMETIC",
                "dereference of modified ctx ptr R1 off=4 disallowed | CONTEXT_ACCESS",
                "jump out of range from insn 3 to 9 | INVALID_CODE",
                "last insn is not an exit or jmp | INVALID_CODE",
                "bpf_rcu_read_unlock is missing | LOCK_MISUSE",
                "helper call might sleep in a non-sleepable prog | SLEEP_NOT_ALLOWED",
                "calling kernel function bpf_cpumask_create is not allowed | HELPER_NOT_ALLOWED",
                "the call stack of 9 frames is too deep ! | STACK_TOO_LARGE",
                "BPF program is too large. Processed 1000001 insn | TOO_COMPLEX",
                "back-edge from insn 7 to 3 | UNBOUNDED_LOOP",
                "R1 type=sock_or_null expected=sock_common, sock, tcp_sock, xdp_sock | NULL_VALUE",
                "R1 type=ringbuf_mem_or_null expected=ringbuf_mem | NULL_VALUE",
                "R3 type=map_value_or_null expected=fp, pkt, pkt_meta, map_key, map_value | NULL_VALUE",
                "R1 type=rcu_ptr_or_null_ expected=percpu_ptr_ | NULL_VALUE",
                "R1 invalid mem access 'ptr_or_null_' | NULL_VALUE",
                "R1 pointer arithmetic on ptr_or_null_ prohibited, null-check it first | NULL_VALUE",
                "Possibly NULL pointer passed to trusted arg0 | NULL_VALUE",
                "Possibly NULL pointer passed to arg1 | NULL_VALUE",
                "R1 type=ctx expected=map_ptr | ARGUMENT_TYPE",
                "invalid indirect access to stack R1 off=-16 size=32 | STACK_BOUNDS",
                "invalid write to stack R10 off=-4 size=8 | STACK_BOUNDS",
                "invalid read from stack R10 off=-4 size=8 | STACK_BOUNDS",
                "invalid read from stack R10 off=-513 size=1 | STACK_BOUNDS",
                "invalid read from stack R10 off=0 size=1 | STACK_BOUNDS",
                "invalid variable-offset read from stack R1 var_off=(0x0; 0x1f) off=-16 size=1 | STACK_BOUNDS",
                "invalid variable-offset write to stack R1 var_off=(0x0; 0x1f) size=1 | STACK_BOUNDS",
                "invalid unbounded variable-offset read from stack R2 | UNBOUNDED_INDEX",
                "invalid read from stack R2 off=-4 size=4 | UNINITIALISED_STACK",
                "invalid indirect access to stack R2 off=-512 size=512 | UNINITIALISED_STACK",
                "invalid indirect read from stack R2 off -4+0 size 4 | UNINITIALISED_STACK",
                "tail_call cannot be used inside bpf_spin_lock-ed region | LOCK_MISUSE",
                "BPF_EXIT instruction in main prog cannot be used inside bpf_preempt_disable-ed region | LOCK_MISUSE",
                "something quite new | OTHER"
            })
    void furtherWordsAreKnown(String words, RejectionReason reason) {
        String log = words + "\nprocessed 2 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0\n";

        assertThat(VerifierFinding.of(log, SOURCE).kind()).isEqualTo(reason);
    }

    @Test
    void whatTheKernelSaidOfAnUnsetKeyIsNoMatterOfBounds() throws IOException {
        String log = Files.readString(LOGS.resolve("stack_unset.log"));

        assertThat(VerifierFinding.of(log, SOURCE).kind()).isEqualTo(RejectionReason.UNINITIALISED_STACK);
    }

    @Test
    void eachReasonButTheLastHasARule() {
        assertThat(Stream.of(RejectionReason.values()).filter(reason -> reason != RejectionReason.OTHER))
                .allSatisfy(reason -> assertThat(VerifierRules.ALL).anyMatch(rule -> rule.kind() == reason));
    }

    private static boolean isTold(String log, String sourceText) throws IOException {
        return log.contains(" @ broken.bpf.c:")
                || Files.readAllLines(SOURCE).stream()
                                .filter(line -> line.strip().equals(sourceText))
                                .count()
                        == 1;
    }

    /** What stands at {@code file:line}; nothing where only the file is known. */
    private static String lineAt(String position) throws IOException {
        int colon = position.indexOf(':');
        return colon < 0
                ? ""
                : Files.readAllLines(SOURCE)
                        .get(Integer.parseInt(position.substring(colon + 1)) - 1)
                        .strip();
    }
}
