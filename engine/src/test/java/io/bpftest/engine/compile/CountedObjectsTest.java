package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.Golden;
import io.bpftest.engine.compile.CompileRequest.Coverage;
import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.ToolMissingException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that are built with coverage, and what makes them loadable. */
class CountedObjectsTest {

    @TempDir
    Path folder;

    private Workshop workshop;
    private final Golden golden = new Golden();

    @BeforeEach
    void openWorkshop() {
        workshop = new Workshop(folder);
        golden.hide(folder, "<folder>");
    }

    private CompiledObject covered(String... cflags) {
        return Workshop.compiler().compile(workshop.request(cflags).with(Coverage.ATOMIC));
    }

    private CountedObjects objects(Path... searchPath) {
        return new CountedObjects(workshop.cache(), workshop.path("bin/clang").toString(), List.of(searchPath));
    }

    private static String text(byte[] object) {
        return new String(object, ISO_8859_1);
    }

    @Test
    void theObjectSaysWhatEachCounterStandsFor() {
        assertThat(text(covered().bytes())).contains("__llvm_prf_cnts", "__llvm_covmap", "decide", ".BTF");
    }

    @Test
    void thePlainObjectIsKeptApart() {
        String plain = Workshop.compiler().compile(workshop.request()).sha256();
        assertThat(covered().sha256()).isNotEqualTo(plain);
        long calls = workshop.calls();

        assertThat(Workshop.compiler().compile(workshop.request()).sha256()).isEqualTo(plain);
        covered();
        assertThat(workshop.calls()).isEqualTo(calls);
    }

    @Test
    void aSecondBuildOfAChangedSourceHasAnotherName() {
        String before = covered().sha256();
        workshop.write("verdict.h", "#define VERDICT (ctx->data ? XDP_PASS : XDP_DROP)\n");

        assertThat(covered().sha256()).isNotEqualTo(before);
    }

    @Test
    void theSameSourceGivesTheSameObjectInEveryCheckout() {
        Workshop other = new Workshop(folder.resolve("elsewhere"));

        assertThat(Workshop.compiler()
                        .compile(other.request().with(Coverage.ATOMIC))
                        .sha256())
                .isEqualTo(covered().sha256());
        assertThat(text(covered().bytes())).doesNotContain(folder.toString());
    }

    @Test
    void aTargetAmongTheTestsOptionsDoesNoHarm() {
        assertThat(text(covered("-target", "bpf").bytes())).contains("__llvm_prf_cnts");
    }

    @Test
    void noMacroDiffersFromThePlainBuildsButThoseOfTheSystem() {
        workshop.write("verdict.h", """
                #ifndef __bpf__
                #error not for BPF
                #endif
                #if defined(__linux__) || defined(__unix__) || defined(linux) || defined(__pie__) || defined(__PIC__)
                #error for a system
                #endif
                #define VERDICT XDP_PASS
                """);

        assertThat(covered().bytes()).isNotEmpty();
    }

    @Test
    void loadersGetTheCountersAndNothingElseOfIt() {
        String loadable = text(objects(Path.of("/usr/bin")).loadable(covered()));

        assertThat(loadable)
                .contains(".data.prf_cnts", ".BTF")
                .doesNotContain("__llvm_prf_cnts", "__llvm_covmap", "__llvm_covfun", "__llvm_prf_names");
    }

    @Test
    void theToolRunsOnceForAnObject() {
        workshop.script("llvm-objcopy", "exec llvm-objcopy \"$@\"");
        CompiledObject covered = covered();
        long calls = workshop.calls();

        byte[] first = objects().loadable(covered);
        assertThat(objects().loadable(covered)).isEqualTo(first);
        assertThat(workshop.calls()).isEqualTo(calls + 1);
    }

    @Test
    void theToolOfClangsVersionComesFirst() {
        Path clang = workshop.script("clang-99", "exec clang \"$@\"");
        Path tool = workshop.script("llvm-objcopy-99", "exit 0");
        workshop.script("llvm-objcopy", "exit 1");

        assertThat(LlvmTool.find("llvm-objcopy", Clang.find(clang.toString()), List.of(), ""))
                .isEqualTo(tool);
    }

    @Test
    void aMachineWithoutTheToolIsToldWhatToInstall() {
        CompiledObject covered = covered();

        golden.fails("coverage_tool_missing", ToolMissingException.class, () -> objects()
                .loadable(covered));
    }

    @Test
    void aToolThatFailsIsQuoted() {
        workshop.script("llvm-objcopy", "echo 'error: no such section'; exit 1");
        CompiledObject covered = covered();

        golden.fails("coverage_tool_fails", ObjectFormatException.class, () -> objects()
                .loadable(covered));
    }

    @Test
    void anOldClangIsToldFromAMistakenSource() {
        workshop.script("clang", """
                case "$*" in
                *-fcoverage-compilation-dir*)
                    echo "clang: error: unknown argument: '-fcoverage-compilation-dir=.'"
                    exit 1
                esac
                exec clang "$@\"""");

        golden.fails("coverage_clang_too_old", ToolMissingException.class, this::covered);
    }
}
