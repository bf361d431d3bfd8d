package io.bpftest.engine.fork.vm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.fork.Guest;
import io.bpftest.error.EnvironmentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong before a virtual machine is up, or ends it; a script stands for QEMU. */
class VmBootTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private FakeQemu qemu;

    @BeforeEach
    void qemu() {
        qemu = new FakeQemu(folder);
    }

    private static void fails(VmPlace place, FakeQemu qemu, String... parts) {
        assertThatThrownBy(() -> place.start(qemu.launch()))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void aMissingQemuIsTold() throws IOException {
        fails(
                qemu.place("qemu-system-none", folder, LONG),
                qemu,
                "QEMU is missing",
                "no qemu-system-none in PATH",
                "install the package qemu-system-x86");
    }

    @Test
    void aBootThatHangsIsGivenUpWithWhatTheConsoleShows() throws IOException {
        fails(
                qemu.place("echo 'Booting paravirtualized kernel' >&2; exec sleep 600", Duration.ofSeconds(1)),
                qemu,
                "The VM with Linux 6.1 does not boot",
                "it is not up after 1 s",
                "| Booting paravirtualized kernel",
                "bpftest.vm.boot");
    }

    @Test
    void aPanicWhileItBootsIsToldWithItsText() throws IOException {
        fails(
                qemu.place("echo '[ 1.2] Kernel panic - not syncing: VFS: no root' >&2"),
                qemu,
                "it ended in a kernel panic: VFS: no root");
    }

    @ParameterizedTest
    @CsvSource({
        "Could not access KVM kernel module: failed to initialize kvm: Permission denied, use /dev/kvm",
        "cannot set up guest memory 'pc.ram': Cannot allocate memory, take less in bpftest.vm.memory",
        "Out of memory: Killed process 1, give it more in bpftest.vm.memory",
        "qemu: 'virtio-9p-pci' is not a valid device model name, built with virtfs"
    })
    void whatQemuSaysGivesTheRemedy(String said, String remedy) throws IOException {
        fails(qemu.place("echo \"" + said + "\" >&2; exit 1"), qemu, "QEMU ended with exit code 1", said, remedy);
    }

    @Test
    void whatTheMachineCannotMountIsTold() throws IOException {
        fails(
                qemu.place("echo 'mount: No such device' >&2; echo \"bpf-test: cannot mount the host's files\" >&2"),
                qemu,
                "it cannot mount the host's files",
                "| mount: No such device",
                "take another kernel");
    }

    @Test
    void aCacheThatCannotBeWrittenIsTold() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        fails(
                qemu.place("/bin/true", file, LONG),
                qemu,
                "What a virtual machine boots from cannot be made",
                file.toString());
    }

    @Test
    void aMachineHearsWhatToDoOnceItIsUp() throws Exception {
        VmPlace place = qemu.place("echo 'bpf-test: up' >&2; read length; echo \"$length\"; exec head -c \"$length\"");

        try (Guest guest = place.start(qemu.launch());
                BufferedReader heard = new BufferedReader(new InputStreamReader(guest.events(), UTF_8))) {
            int length = Integer.parseInt(heard.readLine());
            String script = String.join("\n", heard.lines().toList());

            assertThat(script).hasSizeBetween(length - 1, length);
            assertThat(script)
                    .contains("\ncd '" + folder + "' ||")
                    .contains("\nexec '" + System.getProperty("java.home") + "/bin/java'")
                    .endsWith("'io.bpftest.engine.fork.GuestMain' '/run/bpf-test/events'");
        }
    }

    @Test
    void thePanicOfAMachineThatIsUpIsItsEnding() throws Exception {
        VmPlace place = qemu.place("echo 'bpf-test: up' >&2; read length; echo 'BUG: at fault' >&2;"
                + " echo '[ 9.9] Kernel panic - not syncing: Fatal exception' >&2");

        try (Guest guest = place.start(qemu.launch())) {
            assertThat(guest.ending(LONG)).isEqualTo("ended in a kernel panic: Fatal exception");
            assertThat(guest.lastOutput()).contains("BUG: at fault").doesNotContain("bpf-test: up");
        }
    }

    @Test
    void theEndOfTheTestsJvmIsItsEnding() throws Exception {
        VmPlace place = qemu.place("echo 'bpf-test: up' >&2; read length;"
                + " for said in '[ 5.1] Out of memory: Killed process 99 (java)' 'ended with exit code 137';"
                + " do echo \"bpf-test: $said\" >&2; done");

        try (Guest guest = place.start(qemu.launch())) {
            assertThat(guest.ending(LONG))
                    .isEqualTo("[ 5.1] Out of memory: Killed process 99 (java), ended with exit code 137");
        }
    }

    @Test
    void aClosedMachineEnds() throws Exception {
        Guest guest = qemu.place("echo 'bpf-test: up' >&2; exec sleep 600").start(qemu.launch());

        guest.close();
        guest.close();

        assertThat(guest.ending(LONG)).startsWith("ended, since QEMU ended with exit code 137");
    }

    /** A JVM that has a machine, to be killed. */
    static final class Host {
        public static void main(String[] arguments) throws Exception {
            FakeQemu qemu = new FakeQemu(Path.of(arguments[0]));
            VmPlace place = qemu.place("echo 'bpf-test: up' >&2; echo guest $$; exec sleep 600 >/dev/null");
            Guest guest = place.start(qemu.launch());
            System.out.println(new BufferedReader(new InputStreamReader(guest.events(), UTF_8)).readLine());
            Thread.currentThread().join();
        }
    }

    @ParameterizedTest
    @CsvSource({"INT", "TERM", "KILL"})
    void noMachineOutlivesAHostThatIsKilled(String signal) throws Exception {
        Process host = new ChildJvm(Host.class).interruptible().start(folder);
        try (BufferedReader output = host.inputReader()) {
            String line = output.readLine();
            assertThat(line).startsWith("guest ");
            ProcessHandle machine = ProcessHandle.of(Long.parseLong(line.substring("guest ".length())))
                    .orElseThrow();

            new ProcessBuilder("kill", "-" + signal, String.valueOf(host.pid()))
                    .start()
                    .waitFor();

            assertThat(machine.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
        } finally {
            host.destroyForcibly();
        }
    }
}
