package io.bpftest.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoTest {

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong();
    private Workshop workshop;
    private Compiler compiler;

    @BeforeEach
    void openWorkshop() {
        workshop = new Workshop(folder);
        compiler = new Compiler(
                new Workshop.NoKernelHeader(), Compiler.TIME_LIMIT, HostTarget.ofThisMachine(), clock::get);
    }

    @Test
    void looksForShadowingHeadersOnceASecond() throws IOException {
        workshop.write("later/verdict.h", "#define VERDICT XDP_PASS\n");
        Files.delete(workshop.path("verdict.h"));
        CompileRequest request = workshop.request("decide.bpf.c", List.of(workshop.path("later")));
        CompiledObject pass = compiler.compile(request);

        workshop.write("verdict.h", "#define VERDICT XDP_DROP\n");

        assertThat(compiler.compile(request)).isSameAs(pass);
        clock.addAndGet(Duration.ofMillis(1001).toNanos());
        assertThat(compiler.compile(request).sha256()).isNotEqualTo(pass.sha256());
    }

    @Test
    void looksForAnotherCompilerOnceASecond() {
        compiler.compile(workshop.request());
        long calls = workshop.calls();
        workshop.script("clang", "# upgraded\nexec clang \"$@\"");

        compiler.compile(workshop.request());
        assertThat(workshop.calls()).isEqualTo(calls);
        clock.addAndGet(Duration.ofMillis(1001).toNanos());
        compiler.compile(workshop.request());
        assertThat(workshop.calls()).isGreaterThan(calls);
    }

    @Test
    void staysWhenNothingChanged() throws IOException {
        CompiledObject object = compiler.compile(workshop.request());

        clock.addAndGet(Duration.ofHours(1).toNanos());
        Files.writeString(workshop.path("verdict.h"), Files.readString(workshop.path("verdict.h")));

        assertThat(compiler.compile(workshop.request())).isSameAs(object);
    }
}
