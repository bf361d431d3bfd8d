package io.bpftest.engine.fork.vm;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.lab.Tracing;
import io.bpftest.program.LsmProgram;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Classes that the tests of virtual machines run in one. */
final class InVm {

    /** The system property with the folder that files come back from. */
    static final String WRITTEN = "written";

    private static final int ETHERNET_HEADER = 14;

    private InVm() {}

    @BpfObject("verdicts.bpf.c")
    static class Xdp {

        @Test
        void drops(@BpfProgram("xdp_verdict") XdpProgram program) throws IOException {
            byte[] frame = new byte[60];
            frame[ETHERNET_HEADER] = 1;

            assertThat(program.run(frame)).drops();

            Files.writeString(Path.of(System.getProperty(WRITTEN), "left.txt"), "left by a test");
        }
    }

    static class Surroundings {

        @Test
        void modulesThatTestsNeedCanBeLoaded() throws Exception {
            List<String> modprobe =
                    List.of("modprobe", "-a", "act_bpf", "cls_bpf", "dummy", "veth", "sctp", "ifb", "tun");
            assertThat(new ProcessBuilder(modprobe).inheritIO().start().waitFor())
                    .isZero();
        }

        @Test
        void whatBpfNeedsIsMounted() throws IOException {
            assertThat(Files.readString(Path.of("/proc/mounts")))
                    .contains(" /sys/fs/bpf bpf ")
                    .contains(" /sys/fs/cgroup cgroup2 ")
                    .contains(" /sys/kernel/debug debugfs ")
                    .contains(" /sys/kernel/tracing tracefs ");
            assertThat(Path.of("/sys/kernel/btf/vmlinux")).isRegularFile();
            assertThat(Files.readString(Path.of("/proc/cmdline"))).contains(",bpf");
        }

        @Test
        void nothingButALoopbackInterfaceIsThere() throws IOException {
            assertThat(Path.of("/sys/class/net").toFile().list()).containsOnly("lo");
            assertThat(Files.readString(Path.of("/sys/class/net/lo/flags")).strip())
                    .isEqualTo("0x9");
        }

        @Test
        void whatIsWrittenStaysHere() throws IOException {
            Files.writeString(Path.of("written-in-a-vm.txt"), "gone with it");
        }
    }

    static class OtherRoot {

        @Test
        void theTestsFilesComeFromTheHost() throws IOException {
            assertThat(Files.readString(Path.of("/proc/mounts")))
                    .contains("root / overlay ")
                    .contains("host " + Path.of("").toAbsolutePath() + " 9p ro");
        }
    }

    static class Panics {

        @Test
        void guilty() throws IOException {
            Files.writeString(Path.of("/proc/sysrq-trigger"), "c");
        }
    }

    static class Exits {

        @Test
        void guilty() {
            System.exit(3);
        }
    }

    static class FillsMemory {

        @Test
        void guilty() throws IOException {
            for (String file : List.of("/dev/shm/full", "/tmp/full")) {
                try (OutputStream out = Files.newOutputStream(Path.of(file))) {
                    fill(out);
                }
            }
        }

        private static void fill(OutputStream out) {
            byte[] piece = new byte[1 << 20];
            try {
                while (true) {
                    out.write(piece);
                }
            } catch (IOException e) {
                // Each takes half of the memory.
                return;
            }
        }
    }

    @BpfObject("trace_refuses_all.bpf.c")
    static class RefusesWhatTheMachineNeeds {

        @Test
        void guilty(LsmProgram program, Tracing tracing) throws InterruptedException {
            tracing.attach(program);
            Thread.currentThread().join();
        }
    }

    static class Endless {

        @Test
        void guilty() throws InterruptedException {
            Thread.currentThread().join();
        }
    }
}
