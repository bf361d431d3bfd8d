package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Golden;
import io.bpftest.error.LoadRefusedException;
import io.bpftest.error.ProgramException;
import io.bpftest.error.VerifierRejectionException;
import io.bpftest.error.WrongHandleException;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RefusedByTheKernelTest {

    /** The errors that the tests hide are libbpf's words for them, which change from version to version. */
    private final Golden golden = new Golden();

    @Test
    void aRejectionShowsTheDecisiveLineWithItsSourceAndKeepsTheWholeLog() throws IOException {
        ObjectSpec spec = Bpf.open(source("mixed.bpf.c"));
        spec.programs().forEach(program -> program.autoload(false));
        spec.program("rejected").autoload(true);

        VerifierRejectionException rejection = golden.failed(VerifierRejectionException.class, spec::load);

        golden.matches("rejected", rejection);
        assertThat(rejection.program()).isEqualTo("rejected");
        assertThat(rejection.log().lines())
                .as("all of the log, from the first instruction to the statistics")
                .anyMatch(line -> line.startsWith("0: "))
                .anyMatch(line -> line.startsWith("invalid access to packet"))
                .anyMatch(line -> line.startsWith("processed "));
        String file = rejection.getMessage().lines().reduce((a, b) -> b).orElseThrow();
        assertThat(Files.readString(Path.of(file.replaceFirst("^ +log +", "")))).isEqualTo(rejection.log());
    }

    @Test
    void aTypeThatTheKernelForbidsToRootIsNoMatterOfPrivilege() {
        ObjectSpec spec = Bpf.open(source("tracing.bpf.c"));
        Throwable thrown = catchThrowable(() -> spec.load().close());
        assumeThat(thrown).as("a kernel that forbids fentry").isNotNull();

        LoadRefusedException refusal = golden.failed(LoadRefusedException.class, thrown);
        golden.normalise("(Operation not permitted|-EPERM)$", "<EPERM>").matches("forbidden_type", refusal);

        spec.program("traced").autoload(false);
        try (LoadedObject object = spec.load()) {
            assertThat(object.program(XdpProgram.class).info().name()).isEqualTo("pass");
        }
    }

    @Test
    void aMapThatTheKernelRefusesIsNamed() {
        ObjectSpec spec = Bpf.open(source("several_sizes.bpf.c"));
        spec.map("other").maxEntries(Integer.MAX_VALUE);

        LoadRefusedException refusal = golden.failed(LoadRefusedException.class, spec::load);
        assertThat(refusal.problem().found()).contains("map 'other'").doesNotContain("Retrying", "ulimit");
        golden.normalise("(Argument list too long\\(-7\\)|-E2BIG)$", "<E2BIG>").matches("refused_map", refusal);
    }

    @Test
    void aSectionThatTellsNoTypeAsksForOne() {
        golden.fails("unknown_section", WrongHandleException.class, Bpf.open(source("tc_sections.bpf.c"))::load);
    }

    @Test
    void aRejectionIsTheProgramsFaultWhoeverLooksAtIt() {
        assertThat(VerifierRejectionException.class).isAssignableTo(ProgramException.class);
        assertThat(LoadRefusedException.class.getSuperclass().getSimpleName()).isEqualTo("KernelException");
    }
}
