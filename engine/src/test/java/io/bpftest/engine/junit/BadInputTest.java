package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Golden;
import io.bpftest.error.AmbiguousProgramException;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.ToolMissingException;
import io.bpftest.error.VerifierRejectionException;
import io.bpftest.error.WrongHandleException;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What a user of the annotations reads when an object cannot be had. */
class BadInputTest {

    private final Golden golden = new Golden();

    @Test
    void aMissingFileListsThePlacesLookedIn() {
        golden.matches("annotated_missing_file", golden.failed(FileMissingException.class, failure(NoFile.class)));
        golden.matches("annotated_near_file", golden.failed(FileMissingException.class, failure(NearFile.class)));
    }

    @Test
    void aMissingClangIsThatOfTheConfiguration(@TempDir Path cache) {
        Map<String, String> settings = Map.of("bpftest.clang", "/nowhere/clang", "bpftest.cache.dir", cache.toString());

        ToolMissingException error = golden.failed(ToolMissingException.class, failure(Sound.class, settings));

        assertThat(error).hasMessageContaining("no program /nowhere/clang");
    }

    @Test
    void aRejectionKeepsItsLogInTheFolderOfItsTest(@TempDir Path reports) throws Exception {
        VerifierRejectionException error = golden.failed(
                VerifierRejectionException.class,
                failure(Rejected.class, Map.of("bpftest.report.dir", reports.toString())));

        Path log = reports.resolve("BadInputTest.Rejected/unchecked.verifier.log");
        golden.hide(reports, "<reports>").matches("annotated_rejected", error);
        assertThat(Files.readString(log)).isEqualTo(error.log()).contains("invalid access to packet");
    }

    @Test
    void handlesThatFitNoProgramOrSeveralAskForAnother() {
        golden.matches("annotated_wrong_handle", golden.failed(WrongHandleException.class, failure(WrongHandle.class)));
        golden.matches("annotated_ambiguous", golden.failed(AmbiguousProgramException.class, failure(Ambiguous.class)));
    }

    private static Throwable failure(Class<?> fixture) {
        return failure(fixture, Map.of());
    }

    private static Throwable failure(Class<?> fixture, Map<String, String> settings) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(fixture))
                .configurationParameters(settings)
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(event ->
                        event.getRequiredPayload(TestExecutionResult.class).getThrowable())
                .flatMap(Optional::stream)
                .map(thrown -> thrown instanceof ParameterResolutionException ? thrown.getCause() : thrown)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing failed"));
    }

    @BpfObject("nowhere.bpf.c")
    static class NoFile {
        @Test
        void test(XdpProgram program) {}
    }

    @BpfObject("verdict.bpf.c")
    static class NearFile {
        @Test
        void test(XdpProgram program) {}
    }

    @BpfObject("several_sizes.bpf.c")
    static class Sound {
        @Test
        void test(XdpProgram program) {}
    }

    @BpfObject("out_of_bounds.bpf.c")
    static class Rejected {
        @Test
        void test(XdpProgram program) {}
    }

    @BpfObject("verdicts.bpf.c")
    static class WrongHandle {
        @Test
        void test(@BpfProgram("tc_verdict") XdpProgram program) {}
    }

    @BpfObject("verdicts.bpf.c")
    static class Ambiguous {
        @Test
        void test(TcProgram program) {}
    }
}
