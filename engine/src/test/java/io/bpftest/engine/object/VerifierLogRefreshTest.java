package io.bpftest.engine.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes the golden logs of {@link VerifierLogsTest} anew, from what the running kernel says:
 *
 * <pre>
 * mvn test -pl bpf-test-api,engine -Dtest=VerifierLogRefreshTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dverifier-logs=refresh
 * </pre>
 *
 * <p>The log of a program that this kernel takes stays as it is. {@code stack_unset} is rejected only without
 * CAP_PERFMON: for its log run the command behind {@code setpriv --bounding-set=-all,+bpf,+net_admin,+dac_override}.
 */
@EnabledIfSystemProperty(named = "verifier-logs", matches = "refresh")
class VerifierLogRefreshTest {

    @Test
    void theGoldenLogsAreWrittenAnew() throws IOException {
        int written = 0;
        for (RejectedPrograms.Mistake mistake : RejectedPrograms.all()) {
            var rejection = mistake.load();
            if (rejection.isPresent()) {
                Files.createDirectories(mistake.log().getParent());
                Files.writeString(
                        mistake.log(), withoutAddresses(rejection.get().log()));
                written++;
            }
        }
        assertThat(written).isPositive();
    }

    /** Kernel addresses differ with each load. */
    private static String withoutAddresses(String log) {
        return log.replaceAll("0xffff[0-9a-f]{12}", "0xffff000000000000");
    }
}
