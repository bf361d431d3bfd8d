package io.bpftest.engine.session;

import static io.bpftest.OpenOptions.openOptions;
import static io.bpftest.engine.session.Objects.compiled;
import static io.bpftest.engine.session.Objects.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.OpenOptions;
import io.bpftest.ProgramSpec;
import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.Frames;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mocks that are linked with the object under test. */
class LinkedMocksTest {

    private static final Path OBJECT = source("mockable.bpf.c");
    private static final Path CLOCK = source("mockable_clock.bpf.c");

    @TempDir
    Path folder;

    private static int run(ObjectSpec spec, String program) {
        spec.programs().forEach(other -> other.autoload(other.name().equals(program)));
        try (LoadedObject object = spec.load()) {
            return object.program(program, XdpProgram.class)
                    .run(Frames.ofLength(64))
                    .returnValue();
        }
    }

    private Path mock(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), "#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>\n" + text);
    }

    @Test
    void aMocksFunctionReplacesAWeakOne() {
        assertThat(run(Bpf.open(OBJECT), "clock")).isZero();
        assertThat(run(Bpf.open(OBJECT, openOptions().with(CLOCK)), "clock")).isEqualTo(1);
    }

    @Test
    void theObjectKeepsItsNameAndTheOrderOfItsPrograms() {
        ObjectSpec spec = Bpf.open(OBJECT, openOptions().with(CLOCK));

        assertThat(spec.name()).isEqualTo("mockable.bpf.c");
        assertThat(spec.programs()).extracting(ProgramSpec::name).containsExactly("decide", "clock", "others");
    }

    @Test
    void severalMocksAreLinkedAtOnce() throws IOException {
        Path judge = mock("judge.bpf.c", "int judge(struct xdp_md *ctx, __u32 length) { return XDP_TX; }\n");
        OpenOptions options = openOptions().with(CLOCK).with(judge);

        assertThat(run(Bpf.open(OBJECT, options), "clock")).isEqualTo(1);
        assertThat(run(Bpf.open(OBJECT, options), "decide")).isEqualTo(3);
    }

    @Test
    void aMockMayBringMapsAndCountItsCalls() throws IOException {
        Path judge = mock("counting.bpf.c", """
                struct {
                    __uint(type, BPF_MAP_TYPE_ARRAY);
                    __type(key, __u32);
                    __type(value, __u32);
                    __uint(max_entries, 1);
                } lengths SEC(".maps");

                int judge(struct xdp_md *ctx, __u32 length)
                {
                    __u32 zero = 0;

                    bpf_map_update_elem(&lengths, &zero, &length, BPF_ANY);
                    return XDP_DROP;
                }
                """);
        ObjectSpec spec = Bpf.open(OBJECT, openOptions().with(judge));
        spec.programs().forEach(other -> other.autoload(other.name().equals("decide")));
        try (LoadedObject object = spec.load()) {
            int returned = object.program("decide", XdpProgram.class)
                    .run(Frames.ofLength(64))
                    .returnValue();
            assertThat(returned).isEqualTo(1);
            assertThat(object.map("lengths", Integer.class, Integer.class).get(0))
                    .isEqualTo(64);
        }
    }

    @Test
    void optionsForClangGoForMocksToo() {
        OpenOptions options = openOptions().with(CLOCK);

        assertThat(run(Bpf.open(OBJECT, options.cflags("-DNOW=41")), "clock")).isZero();
        assertThat(run(Bpf.open(OBJECT, options.cflags("-DNOW=42")), "clock")).isEqualTo(1);
    }

    @Test
    void aMockStandsForWhatTheObjectOnlyDeclares() {
        ObjectSpec spec =
                Bpf.open(source("mockable_extern.bpf.c"), openOptions().with(CLOCK));

        assertThat(run(spec, "clock")).isEqualTo(1);
    }

    @Test
    void compiledObjectsAreLinkedAfterATrial() throws IOException {
        Path object = Files.write(folder.resolve("foreign.o"), compiled("mockable.bpf.c", "-DFOREIGN"));
        Path mock = Files.write(folder.resolve("mock.o"), compiled("mockable_clock.bpf.c", "-DNOW=0x2a"));

        assertThat(run(Bpf.open(object, openOptions().with(mock)), "clock")).isEqualTo(1);
        assertThat(run(Bpf.open(OBJECT, openOptions().with(mock)), "clock")).isEqualTo(1);
    }

    @Test
    void anotherJvmTakesWhatWasLinkedFromTheCache() throws Exception {
        Path cache = folder.resolve("cache");
        ChildJvm child = new ChildJvm(LinkedMocksTest.class).property("bpftest.cache.dir", cache);

        assertThat(child.output(OBJECT, CLOCK)).isEqualTo("1\n");
        Path linked = files(cache.resolve("linked")).get(0);
        Files.setLastModifiedTime(linked, FileTime.fromMillis(0));
        assertThat(child.output(OBJECT, CLOCK)).isEqualTo("1\n");
        assertThat(Files.getLastModifiedTime(linked).toMillis()).isZero();

        Files.write(linked, new byte[] {1});
        assertThat(child.output(OBJECT, CLOCK)).isEqualTo("1\n");
        assertThat(files(cache.resolve("linked"))).hasSize(1);
    }

    @Test
    void manyJvmsLinkIntoOneCacheAtOnce() throws Exception {
        Path cache = folder.resolve("cache");
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(new ChildJvm(LinkedMocksTest.class)
                    .property("bpftest.cache.dir", cache)
                    .start(OBJECT, CLOCK));
        }

        for (Process child : children) {
            assertThat(new String(child.getInputStream().readAllBytes())).isEqualTo("1\n");
            assertThat(child.waitFor()).isZero();
        }
        assertThat(files(cache.resolve("linked"))).hasSize(1);
        assertThat(files(cache.resolve("tmp"))).isEmpty();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** What child JVMs do. */
    public static void main(String[] arguments) {
        Path[] mocks = Arrays.stream(arguments).skip(1).map(Path::of).toArray(Path[]::new);
        System.out.println(run(Bpf.open(arguments[0], openOptions().with(mocks)), "clock"));
    }
}
