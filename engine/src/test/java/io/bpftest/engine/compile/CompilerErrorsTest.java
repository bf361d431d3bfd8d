package io.bpftest.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bpftest.error.CompilationException;
import io.bpftest.error.ConfigurationException;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.MachineException;
import io.bpftest.error.ToolMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerErrorsTest {

    @TempDir
    Path folder;

    private Workshop workshop;

    @BeforeEach
    void openWorkshop() {
        workshop = new Workshop(folder);
    }

    @Test
    void saysThatTheSourceIsMissing() {
        assertThatThrownBy(() -> Workshop.compiler().compile(workshop.request("absent.bpf.c", List.of())))
                .isInstanceOf(FileMissingException.class)
                .hasMessageContaining(workshop.path("absent.bpf.c").toString())
                .hasMessageContaining("no such file");
    }

    @Test
    void saysThatTheSourceIsAFolder() {
        assertThatThrownBy(() -> Workshop.compiler().compile(workshop.request("bin", List.of())))
                .isInstanceOf(FileMissingException.class)
                .hasMessageContaining("a folder");
    }

    @Test
    void saysHowToInstallAMissingClang() {
        CompileRequest request = new CompileRequest(
                workshop.path("decide.bpf.c"), List.of(), "no-such-clang", List.of(), workshop.cache());

        assertThatThrownBy(() -> Workshop.compiler().compile(request))
                .isInstanceOf(ToolMissingException.class)
                .hasMessageContaining("no program \"no-such-clang\" on the PATH")
                .hasMessageContaining("apt-get install clang")
                .hasMessageContaining("the PATH has clang");
    }

    @Test
    void saysThatAConfiguredClangIsNone() {
        workshop.script("clang", "echo gcc 12");

        assertThatThrownBy(() -> Workshop.compiler().compile(workshop.request()))
                .isInstanceOf(ToolMissingException.class)
                .hasMessageContaining("is not a clang")
                .hasMessageContaining("gcc 12");
    }

    @Test
    void saysThatAClangCannotBeStarted() throws IOException {
        Files.write(workshop.path("bin/clang"), new byte[] {0x7f, 'E', 'L', 'F', 0, 0});

        assertThatThrownBy(() -> Workshop.compiler().compile(workshop.request()))
                .isInstanceOf(ToolMissingException.class)
                .hasMessageContaining(workshop.path("bin/clang").toString())
                .hasMessageContaining("apt-get install clang");
    }

    @Test
    void saysThatAClangLacksBpf() {
        workshop.script(
                "clang",
                "case \"$*\" in --version) exec clang --version;; esac\n"
                        + "echo \"error: unknown target triple 'bpfel', please use -triple or -arch\"; exit 1");

        assertThatThrownBy(() -> Workshop.compiler().compile(workshop.request()))
                .isInstanceOf(ToolMissingException.class)
                .hasMessageContaining("cannot compile for BPF");
    }

    @Test
    void showsClangsDiagnosticsWithFileAndLine() {
        workshop.write("verdict.h", "#define VERDICT undeclared_name\n");

        assertThatThrownBy(() -> Workshop.compiler().compile(workshop.request()))
                .isInstanceOf(CompilationException.class)
                .hasMessageContaining(workshop.path("decide.bpf.c") + " does not compile")
                .hasMessageContaining("decide.bpf.c:4:52: error: use of undeclared identifier 'undeclared_name'");
        assertThat(workshop.leftovers()).isEmpty();
    }

    @Test
    void cutsLongDiagnosticsAfterTheFirstErrorAndKeepsTheWholeText() throws IOException {
        String warnings = "int warned%1$d(void) { int unused%1$d; return 0; }\n";
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            source.append(String.format(warnings, i));
        }
        for (int i = 0; i < 30; i++) {
            source.append("int wrong")
                    .append(i)
                    .append(" = undeclared")
                    .append(i)
                    .append(";\n");
        }
        workshop.write("decide.bpf.c", source.toString());

        CompilationException error = catchThrowableOfType(
                CompilationException.class, () -> Workshop.compiler().compile(workshop.request("-ferror-limit=0")));
        assertThat(error.diagnostics()).contains("unused variable 'unused0'", "unused variable 'unused29'");

        List<String> found = error.problem().found().lines().toList();
        assertThat(found).hasSize(41);
        assertThat(found.get(0)).contains("decide.bpf.c:31:14: error:", "undeclared0");
        Path whole = workshop.cacheFiles("diagnostics").keySet().iterator().next();
        List<String> lines = Files.readAllLines(whole);
        assertThat(found.get(40)).isEqualTo("... and " + (lines.size() - 40) + " more lines: " + whole);
        assertThat(lines).anyMatch(line -> line.contains("unused0")).anyMatch(line -> line.contains("undeclared29"));
    }

    @Test
    void namesThePackageOfLibbpfsHeaders() {
        assertThatThrownBy(() -> compilerFor(List.of()).compile(request("#include <bpf/bpf_helpers.h>\n", "-nostdinc")))
                .isInstanceOf(ToolMissingException.class)
                .hasMessageContaining("<bpf/bpf_helpers.h> is missing, which decide.bpf.c includes")
                .hasMessageContaining("apt-get install libbpf-dev");
    }

    @Test
    void namesThePackageOfTheKernelsHeaders() {
        Path include = Path.of("/usr/include");
        assertThatThrownBy(
                        () -> compilerFor(List.of(include)).compile(request("#include <linux/types.h>\n", "-nostdinc")))
                .isInstanceOf(ToolMissingException.class)
                .hasMessageContaining("<asm/types.h> is missing")
                .hasMessageContaining("apt-get install linux-libc-dev");
    }

    @Test
    void takesAMisspelledHeaderForTheProgramsFault() {
        assertThatThrownBy(() -> Workshop.compiler().compile(request("#include <bpf/bpf_helper.h>\n")))
                .isInstanceOf(CompilationException.class)
                .hasMessageContaining("'bpf/bpf_helper.h' file not found")
                .hasMessageContaining("bpftest.include");
    }

    @Test
    void saysThatTheCacheCannotBeWritten() {
        Path cache = workshop.write("a-file", "").resolve("cache");
        CompileRequest request =
                new CompileRequest(workshop.path("decide.bpf.c"), List.of(), "clang", List.of(), cache);

        assertThatThrownBy(() -> Workshop.compiler().compile(request))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The cache folder " + cache + " cannot be written")
                .hasMessageContaining("bpftest.cache.dir");
    }

    @Test
    void killsAClangThatDoesNotFinishAndItsChildren() throws Exception {
        Path pids = workshop.path("pids");
        workshop.script(
                "clang",
                "case \"$*\" in --version) echo clang version 1; exit;; esac\n" + "sleep 1000 & echo $! $$ > '" + pids
                        + "'; wait");
        Compiler compiler = new Compiler(new Workshop.NoKernelHeader(), Duration.ofSeconds(3));

        assertThatThrownBy(() -> compiler.compile(workshop.request()))
                .isInstanceOf(MachineException.class)
                .hasMessageContaining("did not finish and was killed")
                .hasMessageContaining("still running after 3.0 s");

        for (String pid : Files.readString(pids).strip().split(" ")) {
            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresent(process ->
                            process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
        }
        assertThat(workshop.leftovers()).isEmpty();
    }

    private CompileRequest request(String source, String... cflags) {
        workshop.write("decide.bpf.c", source);
        return workshop.request(cflags);
    }

    private static Compiler compilerFor(List<Path> systemIncludes) {
        HostTarget host = new HostTarget("bpf", "", systemIncludes);
        return new Compiler(new Workshop.NoKernelHeader(), Compiler.TIME_LIMIT, host, System::nanoTime);
    }
}
