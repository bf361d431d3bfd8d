package io.bpftest.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedHeaderTest {

    private static final String SOURCE = """
            #include "vmlinux.h"
            #include <bpf/bpf_helpers.h>
            SEC("xdp") int decide(struct xdp_md *ctx) { return KERNEL; }
            """;

    @TempDir
    Path folder;

    private final FakeKernel kernel = new FakeKernel("6.1-fake", 1);
    private Workshop workshop;

    @BeforeEach
    void openWorkshop() {
        workshop = new Workshop(folder);
        workshop.write("decide.bpf.c", SOURCE);
    }

    @Test
    void isMadeOncePerKernelAndCache() {
        CompiledObject first = new Compiler(kernel).compile(workshop.request());
        new Compiler(kernel).compile(workshop.request("-DOTHER"));
        long calls = workshop.calls();
        CompiledObject again = new Compiler(kernel).compile(workshop.request());

        assertThat(kernel.written).hasValue(1);
        assertThat(workshop.cache().resolve("vmlinux/6.1-fake/vmlinux.h")).exists();
        assertThat(again.sha256()).isEqualTo(first.sha256());
        assertThat(workshop.calls()).isEqualTo(calls);
        assertThat(workshop.leftovers()).isEmpty();
    }

    @Test
    void belongsToOneKernel() {
        FakeKernel newer = new FakeKernel("6.12-fake", 2);

        CompiledObject one = new Compiler(kernel).compile(workshop.request());
        CompiledObject two = new Compiler(newer).compile(workshop.request());
        CompiledObject oneAgain = new Compiler(kernel).compile(workshop.request());

        assertThat(two.sha256()).isNotEqualTo(one.sha256());
        assertThat(oneAgain.sha256()).isEqualTo(one.sha256());
        assertThat(kernel.written).hasValue(1);
        assertThat(newer.written).hasValue(1);
    }

    @Test
    void givesWayToTheUsersOwn() throws IOException {
        workshop.write("vmlinux.h", kernel.text(7));
        CompiledObject own = new Compiler(kernel).compile(workshop.request());
        assertThat(kernel.written).hasValue(0);

        Files.delete(workshop.path("vmlinux.h"));
        CompiledObject generated = new Compiler(kernel).compile(workshop.request());
        workshop.write("vmlinux.h", kernel.text(7));
        CompiledObject ownAgain = new Compiler(kernel).compile(workshop.request());

        assertThat(generated.sha256()).isNotEqualTo(own.sha256());
        assertThat(ownAgain.sha256()).isEqualTo(own.sha256());
        assertThat(kernel.written).hasValue(1);
    }

    @Test
    void isMadeAnewWhenDamaged() throws IOException {
        CompiledObject first = new Compiler(kernel).compile(workshop.request());
        Path header = workshop.cache().resolve("vmlinux/6.1-fake/vmlinux.h");
        String text = Files.readString(header);
        Files.writeString(header, text.substring(0, text.length() / 2));

        CompiledObject again = new Compiler(kernel).compile(workshop.request());

        assertThat(again.sha256()).isEqualTo(first.sha256());
        assertThat(header).hasContent(text);
        assertThat(kernel.written).hasValue(2);
    }

    @Test
    void isNotAskedForBySourcesThatDoWithoutIt() {
        workshop.write("decide.bpf.c", Workshop.SOURCE);

        Workshop.compiler().compile(workshop.request());

        assertThat(workshop.cache().resolve("vmlinux")).doesNotExist();
    }

    @Test
    void leavesNothingWhenTheKernelCannotGiveIt() {
        FeatureMissingException missing =
                new FeatureMissingException(new Problem("no BTF", "none", "BTF", "use a kernel that has it"));
        KernelHeader without = new KernelHeader() {
            @Override
            public String fingerprint() {
                return "without";
            }

            @Override
            public void write(Path file) throws IOException {
                Files.writeString(file, "half of");
                throw missing;
            }
        };

        assertThatThrownBy(() -> new Compiler(without).compile(workshop.request()))
                .isSameAs(missing);
        assertThat(workshop.cache().resolve("vmlinux")).doesNotExist();
        assertThat(workshop.leftovers()).isEmpty();
    }

    /** Writes the few types that the source uses. */
    private static final class FakeKernel implements KernelHeader {
        private final AtomicInteger written = new AtomicInteger();
        private final String fingerprint;
        private final int number;

        FakeKernel(String fingerprint, int number) {
            this.fingerprint = fingerprint;
            this.number = number;
        }

        @Override
        public String fingerprint() {
            return fingerprint;
        }

        @Override
        public void write(Path file) throws IOException {
            written.incrementAndGet();
            Files.writeString(file, text(number));
        }

        String text(int kernel) {
            return """
                    #define KERNEL %d
                    typedef unsigned char __u8;
                    typedef unsigned short __u16;
                    typedef __u16 __be16;
                    typedef unsigned int __u32;
                    typedef __u32 __be32;
                    typedef __u32 __wsum;
                    typedef int __s32;
                    typedef long long __s64;
                    typedef unsigned long long __u64;
                    struct xdp_md { __u32 data; };
                    """.formatted(kernel);
        }
    }
}
