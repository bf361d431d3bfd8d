package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.compiled;
import static io.bpftest.engine.session.Objects.source;
import static io.bpftest.engine.session.Objects.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.Golden;
import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.error.ToolMissingException;
import io.bpftest.spi.BpfEngine;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.ObjectSource;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines without clang, without libbpf, or with one that is too old. */
class MissingToolTest {

    @TempDir
    Path folder;

    private final Golden golden = new Golden();

    @BeforeEach
    void hideFolder() {
        golden.hide(folder, "<folder>");
    }

    @Test
    void aConfiguredClangThatIsNotThereIsNamed() {
        Map<String, String> settings =
                Map.of("bpftest.clang", "/nowhere/clang", "bpftest.cache.dir", folder.toString());
        Configuration configuration = Configuration.of(key -> Optional.ofNullable(settings.get(key)));
        ObjectSource source = new ObjectSource(source("verdicts.bpf.c"), List.of());

        ToolMissingException error =
                golden.failed(ToolMissingException.class, () -> BpfEngine.get().open(source, configuration));

        golden.normalise("the PATH has clang.*$", "the PATH has <programs>").matches("clang_setting", error);
    }

    @Test
    void withoutClangObjectsStillWorkAndSourcesSayWhatToInstall() throws Exception {
        Path object = write(folder, "several_sizes.o", compiled("several_sizes.bpf.c"));

        String output = new ChildJvm(OpenAndLoad.class)
                .environment("PATH", "")
                .property("bpftest.cache.dir", folder.resolve("cache"))
                .output(source("verdicts.bpf.c"), object);

        golden.matches("clang_missing", output);
    }

    @Test
    void aLibbpfBefore1SaysItsVersion() throws Exception {
        String functions = Arrays.stream(LibBpf.class.getMethods())
                .map(Method::getName)
                .filter(name -> !name.equals("libbpf_version_string"))
                .map(name -> "long " + name + "(void) { return 0; }\n")
                .collect(Collectors.joining());
        library(functions + "const char *libbpf_version_string(void) { return \"v0.8\"; }\n");

        golden.matches("libbpf_too_old", openWithOwnLibrary());
    }

    @Test
    void aLibraryThatLacksFunctionsIsTakenForAnOlderOne() throws Exception {
        library("int libbpf_set_print(void) { return 0; }\n");

        golden.matches("libbpf_incomplete", openWithOwnLibrary());
    }

    @Test
    void aMachineWithoutLibbpfIsToldWhatToInstall() throws Exception {
        Path library = loadedLibbpf();
        String hide = "set -e; mkdir -p $1/upper $1/work; "
                + "for f in $2/libbpf.so*; do mknod $1/upper/${f##*/} c 0 0; done; "
                + "mount -t overlay overlay -o lowerdir=$2,upperdir=$1/upper,workdir=$1/work $2; shift 2; exec \"$@\"";
        String onMemory = "mount -t tmpfs none $1; " + hide;

        String output = new ChildJvm(OpenAndLoad.class)
                .under(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        onMemory,
                        "sh",
                        folder.toString(),
                        library.getParent().toString())
                .property("bpftest.cache.dir", folder.resolve("cache"))
                .output(source("verdicts.bpf.c"));

        assertThat(output).contains("Search paths:", library.getParent().toString());
        String places =
                output.lines().filter(line -> line.contains("[/")).findFirst().orElseThrow();
        golden.hide(places.strip(), "<places>").matches("libbpf_missing", output);
    }

    private void library(String code) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("libbpf.c"), code);
        Process clang = new ProcessBuilder(
                        "clang",
                        "-shared",
                        "-fPIC",
                        "-o",
                        folder.resolve("libbpf.so").toString(),
                        source.toString())
                .inheritIO()
                .start();
        assertThat(clang.waitFor()).isZero();
    }

    /** In the place of the system's, for one process alone. */
    private String openWithOwnLibrary() throws Exception {
        Path object = write(folder, "verdicts.o", compiled("verdicts.bpf.c"));
        String replace = "mount --bind $1 $2 && shift 2 && exec \"$@\"";
        return new ChildJvm(OpenAndLoad.class)
                .under(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        replace,
                        "sh",
                        folder + "/libbpf.so",
                        loadedLibbpf().toString())
                .output(object);
    }

    /** The file of the libbpf that this JVM uses. */
    private static Path loadedLibbpf() throws IOException {
        assertThat(Native.libbpf().libbpf_major_version()).isPositive();
        try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .filter(file -> file.contains("/libbpf.so"))
                    .map(Path::of)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
