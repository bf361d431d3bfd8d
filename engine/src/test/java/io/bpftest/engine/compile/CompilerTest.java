package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.CompilationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerTest {

    /** EM_BPF of elf.h. */
    private static final int ELF_MACHINE_BPF = 247;

    @TempDir
    Path folder;

    private Workshop workshop;

    @BeforeEach
    void openWorkshop() {
        workshop = new Workshop(folder);
    }

    @Test
    void makesAnElfObjectForBpfWithTypeInformation() throws IOException {
        CompiledObject object = Workshop.compiler().compile(workshop.request());

        ByteBuffer elf = ByteBuffer.wrap(object.bytes()).order(ByteOrder.nativeOrder());
        assertThat(elf.getShort(18)).isEqualTo((short) ELF_MACHINE_BPF);
        assertThat(text(object)).contains(".BTF", ".BTF.ext", "decide", "license");
        assertThat(object.file()).hasBinaryContent(object.bytes());
        assertThat(object.sha256()).isEqualTo(Sha256.of(object.bytes()));
        assertThat(object.source()).isEqualTo(workshop.path("decide.bpf.c"));
        assertThat(object.warnings()).isEmpty();
    }

    @Test
    void namesTheSourceRelativeToItsFolder() {
        CompiledObject object = Workshop.compiler().compile(workshop.request());

        assertThat(text(object)).contains("./decide.bpf.c").doesNotContain(folder.toString());
    }

    @Test
    void makesTheSameObjectInEveryCheckout() {
        Workshop other = new Workshop(folder.resolve("elsewhere"));

        assertThat(Workshop.compiler().compile(other.request()).sha256())
                .isEqualTo(Workshop.compiler().compile(workshop.request()).sha256());
    }

    @Test
    void definesTheArchitectureForTracingMacros() {
        workshop.write("decide.bpf.c", """
                #include <linux/ptrace.h>
                #include <bpf/bpf_helpers.h>
                #include <bpf/bpf_tracing.h>
                long first(struct pt_regs *ctx) { return PT_REGS_PARM1(ctx); }
                """);

        assertThat(Workshop.compiler().compile(workshop.request()).bytes()).isNotEmpty();
    }

    @Test
    void keepsWarningsAlsoWhenTheObjectComesFromTheCache() {
        workshop.write("verdict.h", "#define VERDICT ({ int unused; XDP_PASS; })\n");

        assertThat(Workshop.compiler().compile(workshop.request()).warnings())
                .contains("decide.bpf.c:4:", "warning: unused variable 'unused'");
        assertThat(Workshop.compiler().compile(workshop.request()).warnings())
                .contains("decide.bpf.c:4:", "warning: unused variable 'unused'");
    }

    @Test
    void letsTheTestsOptionsOverrideItsOwn() {
        workshop.write("verdict.h", "#define VERDICT ({ int unused; XDP_PASS; })\n");

        assertThat(Workshop.compiler()
                        .compile(workshop.request("-Wno-unused-variable"))
                        .warnings())
                .isEmpty();
    }

    @Test
    void searchesTheConfiguredFoldersAndThoseOfOptions() {
        workshop.write("decide.bpf.c", "#include \"first.h\"\n#include \"second.h\"\nint sum = FIRST + SECOND;\n");
        workshop.write("shared/first.h", "#define FIRST 1\n");
        workshop.write("more/second.h", "#define SECOND 2\n");

        CompiledObject object = Workshop.compiler()
                .compile(workshop.request("decide.bpf.c", List.of(workshop.path("shared")), "-Imore"));

        assertThat(object.bytes()).isNotEmpty();
    }

    @Test
    void compilesFilesWhoseNamesClangWouldTakeForOptions() throws IOException {
        Files.move(workshop.path("decide.bpf.c"), workshop.path("-x @1 #$.bpf.c"));

        Compiler compiler = Workshop.compiler();
        CompiledObject object = compiler.compile(workshop.request("-x @1 #$.bpf.c", List.of()));
        long calls = workshop.calls();

        assertThat(text(object)).contains("decide");
        assertThat(Workshop.compiler()
                        .compile(workshop.request("-x @1 #$.bpf.c", List.of()))
                        .sha256())
                .isEqualTo(object.sha256());
        assertThat(workshop.calls()).isEqualTo(calls);
    }

    @Test
    void refusesOptionsThatMakeNoObject() {
        assertThatThrownBy(() -> Workshop.compiler().compile(workshop.request("-S")))
                .isInstanceOf(CompilationException.class)
                .hasMessageContaining("not to an ELF object")
                .hasMessageContaining("-S");
    }

    private static String text(CompiledObject object) {
        return new String(object.bytes(), ISO_8859_1);
    }
}
