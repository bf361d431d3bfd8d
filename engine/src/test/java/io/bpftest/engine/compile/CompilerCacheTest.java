package io.bpftest.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerCacheTest {

    @TempDir
    Path folder;

    private Workshop workshop;

    @BeforeEach
    void openWorkshop() {
        workshop = new Workshop(folder);
    }

    @Test
    void startsNoProcessAndWritesNothingForWhatAnotherJvmCompiled() {
        CompiledObject first = Workshop.compiler().compile(workshop.request());
        long calls = workshop.calls();
        Map<Path, String> files = workshop.cacheFiles("");

        CompiledObject second = Workshop.compiler().compile(workshop.request());

        assertThat(second.bytes()).isEqualTo(first.bytes());
        assertThat(second.file()).isEqualTo(first.file());
        assertThat(workshop.calls()).isEqualTo(calls).isGreaterThanOrEqualTo(2);
        assertThat(workshop.cacheFiles("")).isEqualTo(files);
        assertThat(workshop.leftovers()).isEmpty();
    }

    @Test
    void givesTheSameInstanceWithinOneJvm() {
        Compiler compiler = Workshop.compiler();

        assertThat(compiler.compile(workshop.request())).isSameAs(compiler.compile(workshop.request()));
    }

    @Test
    void compilesAgainAfterAChangeOfTheSource() {
        assertRecompiledAfter(() -> workshop.write("decide.bpf.c", Workshop.SOURCE.replace("decide", "choose")));
    }

    @Test
    void compilesAgainAfterAChangeOfAHeader() {
        assertRecompiledAfter(() -> workshop.write("verdict.h", "#define VERDICT XDP_DROP\n"));
    }

    @Test
    void noticesAChangeThatKeepsSizeAndTime() throws IOException {
        FileTime time = Files.getLastModifiedTime(workshop.path("verdict.h"));
        assertRecompiledAfter(() -> {
            Path header = workshop.write("verdict.h", "#define VERDICT XDP_DROP\n");
            Files.setLastModifiedTime(header, time);
        });
    }

    @Test
    void compilesOnceMoreForOtherOptions() {
        workshop.write("verdict.h", "#define VERDICT NUMBER\n");
        Compiler compiler = Workshop.compiler();
        CompiledObject one = compiler.compile(workshop.request("-DNUMBER=1"));

        CompiledObject two = compiler.compile(workshop.request("-DNUMBER=2"));

        assertThat(two.sha256()).isNotEqualTo(one.sha256());
        assertThat(compiler.compile(workshop.request("-DNUMBER=1"))).isSameAs(one);
    }

    @Test
    void compilesAgainAfterAChangeOfAFileOfOptions() {
        workshop.write("verdict.h", "#define VERDICT NUMBER\n");
        workshop.write("options", "-DNUMBER=1");
        CompiledObject one = Workshop.compiler().compile(workshop.request("@options"));
        workshop.write("options", "-DNUMBER=2");

        assertThat(Workshop.compiler().compile(workshop.request("@options")).sha256())
                .isNotEqualTo(one.sha256());
    }

    @Test
    void compilesAgainWithAnotherCompiler() {
        CompiledObject object = Workshop.compiler().compile(workshop.request());
        long calls = workshop.calls();
        workshop.script("clang", "# upgraded\nexec clang \"$@\"");

        CompiledObject again = Workshop.compiler().compile(workshop.request());

        assertThat(again.sha256()).isEqualTo(object.sha256());
        assertThat(workshop.calls()).isGreaterThanOrEqualTo(calls + 2);
    }

    @Test
    void goesBackToAnEarlierStateWithoutCompiling() {
        CompiledObject pass = Workshop.compiler().compile(workshop.request());
        workshop.write("verdict.h", "#define VERDICT XDP_DROP\n");
        Workshop.compiler().compile(workshop.request());
        long calls = workshop.calls();

        workshop.write("verdict.h", "#define VERDICT XDP_PASS\n");

        assertThat(Workshop.compiler().compile(workshop.request()).sha256()).isEqualTo(pass.sha256());
        assertThat(workshop.calls()).isEqualTo(calls);
    }

    @Test
    void noticesAHeaderThatShadowsTheOneRead() throws IOException {
        workshop.write("later/verdict.h", "#define VERDICT XDP_PASS\n");
        Files.delete(workshop.path("verdict.h"));
        Files.createDirectories(workshop.path("earlier"));
        CompileRequest request =
                workshop.request("decide.bpf.c", List.of(workshop.path("earlier"), workshop.path("later")));
        CompiledObject pass = Workshop.compiler().compile(request);

        workshop.write("earlier/verdict.h", "#define VERDICT XDP_DROP\n");
        CompiledObject drop = Workshop.compiler().compile(request);
        workshop.write("verdict.h", "#define VERDICT XDP_TX\n");
        CompiledObject transmit = Workshop.compiler().compile(request);

        assertThat(List.of(pass.sha256(), drop.sha256(), transmit.sha256())).doesNotHaveDuplicates();
    }

    @Test
    void neverKeepsAnObjectUnderContentThatClangDidNotSee() {
        workshop.script("clang", """
                clang "$@" || exit
                case "$*" in
                *-MD*) [ -e '%1$s/changed' ] || echo '#define VERDICT XDP_DROP' > '%1$s/verdict.h'
                       : > '%1$s/changed' ;;
                esac
                """.formatted(folder));
        CompiledObject object = Workshop.compiler().compile(workshop.request());

        CompiledObject expected = Workshop.compiler().compile(workshop.request("-DUNRELATED"));

        assertThat(workshop.path("changed")).exists();
        assertThat(object.sha256()).isEqualTo(expected.sha256());
        assertThat(Workshop.compiler().compile(workshop.request()).sha256()).isEqualTo(expected.sha256());
    }

    private interface Change {
        void make() throws IOException;
    }

    private void assertRecompiledAfter(Change change) {
        Compiler compiler = Workshop.compiler();
        CompiledObject before = compiler.compile(workshop.request());
        long calls = workshop.calls();
        try {
            change.make();
        } catch (IOException e) {
            throw new AssertionError(e);
        }

        CompiledObject remembered = compiler.compile(workshop.request());
        CompiledObject cached = Workshop.compiler().compile(workshop.request());

        assertThat(remembered.sha256()).isNotEqualTo(before.sha256()).isEqualTo(cached.sha256());
        assertThat(workshop.calls()).isGreaterThan(calls);
    }
}
