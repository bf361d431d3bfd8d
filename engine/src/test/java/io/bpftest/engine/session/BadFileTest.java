package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.compiled;
import static io.bpftest.engine.session.Objects.source;
import static io.bpftest.engine.session.Objects.withTableInFront;
import static io.bpftest.engine.session.Objects.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.ProgramSpec;
import io.bpftest.engine.Golden;
import io.bpftest.error.CompilationException;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.ObjectFormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no BPF object, or none that can be used. */
class BadFileTest {

    private static final int CLASS = 4;
    private static final int BYTE_ORDER = 5;

    @TempDir
    Path folder;

    private final Golden golden = new Golden();

    @BeforeEach
    void hideFolder() {
        golden.hide(folder, "<folder>");
    }

    @Test
    void aMissingFileIsNamedWithTheFolderItWasExpectedIn() throws IOException {
        golden.fails("missing_object", FileMissingException.class, () -> Bpf.open(folder.resolve("nowhere.o")));
        Files.writeString(folder.resolve("firewall.bpf.c"), "");
        golden.fails("near_file", FileMissingException.class, () -> Bpf.open(folder.resolve("firewal.bpf.c")));
        golden.fails("missing_source", FileMissingException.class, () -> Bpf.open(folder.resolve("nowhere.bpf.c")));
    }

    @Test
    void aFolderIsNoObject() {
        golden.fails("folder", FileMissingException.class, () -> Bpf.open(folder));
    }

    @Test
    void sourcesThatDoNotCompileShowClangsDiagnosticsWithFileAndLine() {
        CompilationException error =
                golden.failed(CompilationException.class, () -> Bpf.open(source("does_not_compile.bpf.c")));

        List<String> found = error.problem().found().lines().toList();
        assertThat(found.get(0))
                .startsWith("does_not_compile.bpf.c:8:9: error: use of undeclared identifier 'XDP_PERHAPS'");
        // Since 17 clang numbers the lines that it shows, in front of them.
        golden.normalise("^( {12}) *\\d* +\\| ?", "$1")
                .normalise("/\\S+/linux/bpf\\.h:\\d+:", "<headers>/linux/bpf.h:<line>:")
                .matches("does_not_compile", error);
    }

    @Test
    void otherFilesAreToldByTheirFirstBytes() throws IOException {
        Path text = write(folder, "readme.o", "This is no object.".getBytes(StandardCharsets.UTF_8));
        golden.fails("not_elf", ObjectFormatException.class, () -> Bpf.open(text));

        Path empty = write(folder, "empty.o", new byte[0]);
        golden.fails("empty", ObjectFormatException.class, () -> Bpf.open(empty));

        Path bitcode = write(folder, "bitcode.o", new byte[] {'B', 'C', (byte) 0xc0, (byte) 0xde, 0, 0, 0, 0});
        golden.fails("bitcode", ObjectFormatException.class, () -> Bpf.open(bitcode));
    }

    @Test
    void executablesOfThisMachineAreToldByTheirMachine() throws IOException {
        Path executable = Files.copy(Path.of("/bin/true"), folder.resolve("true.o"));

        golden.hide("x86-64 (EM_X86_64, 62)", "<machine>")
                .hide("Arm 64 (EM_AARCH64, 183)", "<machine>")
                .fails("other_machine", ObjectFormatException.class, () -> Bpf.open(executable));
    }

    @Test
    void objectsOf32BitsAreRefused() throws IOException {
        byte[] object = compiled("verdicts.bpf.c");
        object[CLASS] = 1;
        Path narrow = write(folder, "narrow.o", object);

        golden.fails("narrow", ObjectFormatException.class, () -> Bpf.open(narrow));
    }

    @Test
    void objectsOfTheOtherByteOrderAreRefused() throws IOException {
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        byte[] object = compiled("verdicts.bpf.c", little ? "--target=bpfeb" : "--target=bpfel");
        assertThat(object[BYTE_ORDER]).isEqualTo((byte) (little ? 2 : 1));
        Path foreign = write(folder, "foreign.o", object);

        golden.hide(little ? "big-endian" : "little-endian", "<other>-endian")
                .fails("other_byte_order", ObjectFormatException.class, () -> Bpf.open(foreign));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void objectsTruncatedAnywhereAreRefusedWithoutHarm(boolean tableInFront) throws IOException {
        byte[] whole = compiled("verdicts.bpf.c");
        byte[] object = tableInFront ? withTableInFront(whole) : whole;
        assertThat(Bpf.open(write(folder, "whole.o", object)).programs())
                .extracting(ProgramSpec::name)
                .containsExactly("xdp_verdict", "tc_verdict", "action_verdict", "accept");

        // Behind the last section there may be up to 7 bytes that nothing needs.
        for (int length = 4; length < object.length - 7; length += length < 80 ? 4 : 67) {
            Path truncated = write(folder, "truncated.o", Arrays.copyOf(object, length));
            assertThatThrownBy(() -> Bpf.open(truncated))
                    .isExactlyInstanceOf(ObjectFormatException.class)
                    .hasMessageContaining("a truncated file of " + length + " bytes");
        }
    }

    @Test
    void truncatedObjectsAreToldHowLongTheyShouldBe() throws IOException {
        byte[] object = compiled("verdicts.bpf.c");
        golden.hide(object.length, "<length>");

        Path header = write(folder, "header.o", Arrays.copyOf(object, 60));
        golden.fails("truncated_header", ObjectFormatException.class, () -> Bpf.open(header));

        Path body = write(folder, "body.o", Arrays.copyOf(object, 1000));
        golden.fails("truncated_sections", ObjectFormatException.class, () -> Bpf.open(body));
    }

    @Test
    void legacyMapsAreRefusedWithWhatReplacesThem() {
        golden.fails("legacy_maps", ObjectFormatException.class, () -> Bpf.open(source("legacy_maps.bpf.c")));
    }
}
