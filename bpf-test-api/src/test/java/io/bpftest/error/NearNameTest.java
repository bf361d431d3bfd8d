package io.bpftest.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNameTest {

    private static final List<String> KNOWN = List.of("blocked", "port_rules", "counters");

    @ParameterizedTest
    @CsvSource({"blokced, blocked", "Blocked, blocked", "port_rule, port_rules", "portRules, port_rules"})
    void findsWhatWasProbablyMeant(String unknown, String meant) {
        assertThat(NearName.of(unknown, KNOWN)).contains(meant);
        assertThat(NearName.remedy(unknown, KNOWN, "look")).isEqualTo("did you mean \"" + meant + "\"?");
    }

    @ParameterizedTest
    @CsvSource({"nope", "allowed", "rules", "''"})
    void suggestsNothingThatIsOnlyTheLeastUnlike(String unknown) {
        assertThat(NearName.of(unknown, KNOWN)).isEmpty();
        assertThat(NearName.remedy(unknown, KNOWN, "look")).isEqualTo("look");
        assertThat(NearName.nearest(unknown, KNOWN)).isPresent();
    }

    @Test
    void suggestsNothingWhereNothingIs() {
        assertThat(NearName.nearest("any", List.of())).isEmpty();
    }

    @Test
    void findsFilesBesideTheMissingOne(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("firewall.bpf.c"), "");
        Files.createDirectory(folder.resolve("firewal"));
        List<Path> missing = List.of(folder.resolve("nowhere/firewal.c"), folder.resolve("firewal.bpf.c"));

        assertThat(NearName.remedy(missing, "look")).isEqualTo("did you mean \"firewall.bpf.c\" in " + folder + "?");
        assertThat(NearName.remedy(missing.subList(0, 1), "look")).isEqualTo("look");
        assertThat(NearName.remedy(List.of(folder.resolve("firewall.c")), "look"))
                .isEqualTo("did you mean \"firewall.bpf.c\" in " + folder + "?");
        assertThat(NearName.remedy(List.of(folder.resolve("rewrite.bpf.c")), "look"))
                .as("that both are sources says nothing")
                .isEqualTo("look");
    }

    @Test
    void aMissingNameIsToldWithTheNearestThereIs() {
        assertThat(NearName.missing("tracepoint", "sched_execs", List.of("sys_enter", "sched_exec")))
                .isEqualTo("no tracepoint \"sched_execs\"; nearest is \"sched_exec\"");
    }

    @Test
    void aMissingNameIsToldAloneWhereNoneIsKnown() {
        assertThat(NearName.missing("tracepoint", "sched_execs", List.of())).isEqualTo("no tracepoint \"sched_execs\"");
    }
}
