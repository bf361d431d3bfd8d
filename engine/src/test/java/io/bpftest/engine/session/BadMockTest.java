package io.bpftest.engine.session;

import static io.bpftest.OpenOptions.openOptions;
import static io.bpftest.engine.session.Objects.compiled;
import static io.bpftest.engine.session.Objects.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Golden;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.LinkException;
import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.VerifierRejectionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mocks that would not do what their authors mean. */
class BadMockTest {

    private static final Path OBJECT = source("mockable.bpf.c");

    @TempDir
    Path folder;

    private final Golden golden = new Golden();

    private ObjectSpec open(String text) throws IOException {
        Path mock = folder.resolve("mock.bpf.c");
        Files.writeString(mock, "#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>\n" + text);
        return Bpf.open(OBJECT, openOptions().with(mock));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mock_useless   | __u64 later(void) { return 1; }",
                "mock_near      | __u64 nov(void) { return 1; }",
                "mock_empty     | static const int nothing;",
                "mock_weak      | __weak __u64 now(void) { return 1; }",
                "mock_conflict  | int strong(int value) { return 7; }",
                "mock_static    | int fixed(volatile int *value) { return 7; }",
                "mock_inlined   | int inlined(int value) { return 7; }",
                "mock_result    | __u32 now(void) { return 1; }",
                "mock_parameter | int judge(struct xdp_md *ctx) { return 1; }",
                "mock_sign      | int judge(struct xdp_md *ctx, int length) { return 1; }",
                "mock_struct    | struct reading { __u64 value; }; int measure(struct reading *r) { return 1; }",
                "mock_license   | __u64 now(void) { return 1; } char LICENSE[] SEC(\"license\") = \"GPL\";"
            })
    void mocksThatDoNotFitAreRefusedInWords(String message, String text) {
        golden.fails(message, LinkException.class, () -> open(text));
    }

    @Test
    void ofSeveralFunctionsEachMustBeInReach() {
        golden.fails(
                "mock_static",
                LinkException.class,
                () -> open("__u64 now(void) { return 1; } int fixed(volatile int *value) { return 7; }"));
    }

    @Test
    void helpersOfAMocksOwnAreNoMistake() throws IOException {
        assertThat(open("int twice(int x) { return x * 2; } __u64 now(void) { return twice(21); }")
                        .programs())
                .hasSize(3);
    }

    @Test
    void anObjectWithoutWeakFunctionsSaysSo() {
        golden.fails(
                "mock_no_weak",
                LinkException.class,
                () -> Bpf.open(source("verdicts.bpf.c"), openOptions().with(source("mockable_clock.bpf.c"))));
    }

    @Test
    void twoMocksOfOneFunctionAreRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.bpf.c"), "unsigned long long now(void) { return 2; }");

        golden.fails(
                "mock_twice",
                LinkException.class,
                () -> Bpf.open(OBJECT, openOptions().with(source("mockable_clock.bpf.c"), other)));
    }

    @Test
    void aMissingMockIsNamed() {
        assertThatThrownBy(() -> Bpf.open(OBJECT, openOptions().with(folder.resolve("nowhere.bpf.c"))))
                .isInstanceOf(FileMissingException.class)
                .hasMessageContaining("nowhere.bpf.c");
    }

    @Test
    void objectsWithoutTypesAreRefusedInLibbpfsWords() throws IOException {
        Path plain = Files.write(folder.resolve("plain.o"), compiled("mockable_clock.bpf.c", "-g0"));

        golden.fails(
                "mock_no_types",
                LinkException.class,
                () -> Bpf.open(OBJECT, openOptions().with(plain)));
    }

    @Test
    void whatIsNoObjectIsNotLinked() throws IOException {
        Path text = Files.writeString(folder.resolve("text.o"), "This is no object.");

        assertThatThrownBy(() -> Bpf.open(OBJECT, openOptions().with(text)))
                .isInstanceOf(ObjectFormatException.class)
                .hasMessageContaining("text.o is no BPF object");
    }

    @Test
    void aMocksLineIsNamedWhenTheVerifierRejectsIt() throws IOException {
        ObjectSpec spec = open("""
                int judge(struct xdp_md *ctx, __u32 length)
                {
                    return *(int *)(long)ctx->data;
                }
                """);

        assertThatThrownBy(spec::load)
                .isInstanceOf(VerifierRejectionException.class)
                .hasMessageContaining("mock.bpf.c:5   return *(int *)(long)ctx->data;");
    }

    @Test
    void typesThatNameThemselvesHarmNobody() throws IOException {
        byte[] mock = compiled("mockable_clock.bpf.c");
        ByteBuffer types = ByteBuffer.wrap(mock).order(ByteOrder.nativeOrder());
        int begin = new String(mock, StandardCharsets.ISO_8859_1).indexOf("\u009f\u00eb\u0001\0") + 24;
        // Type 1 is the prototype, type 2 its result's: the name __u64 of type 3.
        int named = begin + 12 + 8;
        assertThat(types.getInt(named)).isEqualTo(3);
        types.putInt(named, 2);
        Path damaged = Files.write(folder.resolve("damaged.o"), mock);

        assertThatThrownBy(() -> Bpf.open(OBJECT, openOptions().with(damaged)))
                .isInstanceOf(ObjectFormatException.class)
                .hasMessageContainingAll(
                        "mockable.bpf.c with damaged.o is no sound BPF object", "while libbpf linked it");
    }
}
