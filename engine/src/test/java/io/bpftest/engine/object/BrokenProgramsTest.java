package io.bpftest.engine.object;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.Environment;
import io.bpftest.ObjectSpec;
import io.bpftest.RunIn;
import io.bpftest.assertion.RejectionAssert;
import io.bpftest.engine.Golden;
import io.bpftest.error.RejectionReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Programs broken in typical ways, on whatever kernel runs them: the reason and the line are the same on all. The logs that
 * it leaves in the folder for reports are the golden ones of {@link RejectionReasonsTest}. For another kernel:
 *
 * <pre>
 * mvn test -pl bpf-test-api,engine -Dtest=BrokenProgramsTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dbpftest.kernels=6.12
 * </pre>
 */
@RunIn({Environment.LOCAL, Environment.CONTAINER, Environment.VM})
class BrokenProgramsTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/verifier-logs/reasons.csv", delimiter = '|', quoteCharacter = '`')
    void eachIsRejectedForItsReasonAtItsLine(String program, RejectionReason reason, String sourceText) {
        ObjectSpec spec = Bpf.open(Golden.inModule("src/test/bpf/broken.bpf.c"));
        spec.programs().forEach(each -> each.autoload(each.name().equals(program)));

        RejectionAssert rejection =
                assertThat(spec).isRejected().ofProgram(program).because(reason);
        if (!sourceText.isEmpty()) {
            rejection.at(sourceText);
        }
    }
}
