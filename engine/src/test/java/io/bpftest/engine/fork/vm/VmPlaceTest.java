package io.bpftest.engine.fork.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.fork.Guest;
import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestLimits;
import io.bpftest.engine.fork.GuestLostException;
import io.bpftest.engine.fork.Message;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests in virtual machines. They need QEMU and the kernels of {@code ci/kernels}, and a minute for each machine. */
@EnabledIfEnvironmentVariable(named = "BPFTEST_VMS", matches = "yes")
class VmPlaceTest {

    private static final int MEMORY = 1024;
    private static final int LITTLE_MEMORY = 512;

    @TempDir
    Path folder;

    static List<String> kernels() {
        return VmRun.kernels().stream().map(KernelImage::version).toList();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void testsRunOnTheKernelOfChoice(String version) throws Exception {
        VmRun run = VmRun.of(VmRun.place(version, MEMORY), folder, InVm.Xdp.class, InVm.Surroundings.class);

        assertThat(run.kernel()).isEqualTo(VmRun.kernel(version).release());
        assertThat(run.said(Message.Finished.class))
                .filteredOn(finished -> finished.thrown() != null)
                .isEmpty();
        assertThat(run.said(Message.Finished.class))
                .filteredOn(finished -> finished.id().contains("[method:"))
                .hasSize(5);
        assertThat(run.said(Message.Written.class)).singleElement().satisfies(written -> {
            assertThat(written.file()).isEqualTo(folder.resolve("left.txt").toString());
            assertThat(written.content()).asString().isEqualTo("left by a test");
        });
        assertThat(Files.exists(folder.resolve("left.txt"))).isFalse();
        assertThat(Files.exists(Path.of("written-in-a-vm.txt"))).isFalse();
    }

    /** This machine's own stands for that of an image: what differs is how the tests' files come to it. */
    @Test
    void itsFilesMayBeThoseOfAnotherRoot() throws Exception {
        VmPlace place = VmRun.place("6.12", MEMORY, Optional.of(Path.of("/")));

        VmRun run = VmRun.of(place, folder, InVm.Xdp.class, InVm.OtherRoot.class);

        assertThat(run.said(Message.Finished.class))
                .filteredOn(finished -> finished.id().contains("[method:"))
                .hasSize(2)
                .allSatisfy(finished -> assertThat(finished.thrown()).isNull());
        assertThat(run.said(Message.Written.class)).hasSize(1);
    }

    @Test
    void thePanicOfItsKernelIsTold() {
        assertThatThrownBy(() -> VmRun.of(VmRun.place("6.1", MEMORY), folder, InVm.Panics.class))
                .isInstanceOfSatisfying(GuestLostException.class, lost -> {
                    assertThat(lost.how()).isEqualTo("ended in a kernel panic: sysrq triggered crash");
                    assertThat(lost.lastOutput()).contains("sysrq_handle_crash");
                });
    }

    @Test
    void aTestThatCallsSystemExitIsTold() {
        assertThatThrownBy(() -> VmRun.of(VmRun.place("6.1", MEMORY), folder, InVm.Exits.class))
                .isInstanceOf(GuestLostException.class)
                .hasMessageContaining("ended with exit code 3, as System.exit was called at ")
                .hasMessageContaining("Exits.guilty(InVm.java");
    }

    @Test
    void aMachineThatRunsOutOfMemoryIsTold() {
        assertThatThrownBy(() -> VmRun.of(VmRun.place("6.1", LITTLE_MEMORY), folder, InVm.FillsMemory.class))
                .isInstanceOf(GuestLostException.class)
                .hasMessageContaining("Out of memory: Killed process ")
                .hasMessageContaining("ended with exit code 137");
    }

    /** What comes of the test then, and of those behind it, is GuestLossTest's. */
    @Test
    void aProgramThatRefusesWhatTheMachineItselfNeedsIsToldByItsSilence() {
        GuestLaunch usual = VmRun.launch(folder);
        GuestLaunch launch = new GuestLaunch(
                usual.classPath(),
                usual.properties(),
                usual.workingFolder(),
                usual.modules(),
                usual.written(),
                new GuestLimits(Duration.ofMinutes(5), Duration.ofSeconds(30)));

        assertThatThrownBy(() -> VmRun.of(VmRun.place("6.1", MEMORY), launch, InVm.RefusesWhatTheMachineNeeds.class))
                .isInstanceOf(GuestLostException.class)
                .hasMessageContaining("no sign of life for 30 s");
    }

    /** A JVM that has tests run in a machine, to be killed. */
    static final class Host {
        public static void main(String[] arguments) throws Exception {
            VmPlace place = VmRun.place("6.1", MEMORY);
            Guest guest = place.start(VmRun.launch(Path.of(arguments[0])));
            long machine =
                    ProcessHandle.current().children().findFirst().orElseThrow().pid();
            System.out.println("guest " + machine);
            guest.events().transferTo(System.out);
        }
    }

    @Test
    void aMachineEndsWhenItsHostIsKilled() throws Exception {
        Process host = new ChildJvm(Host.class).start(folder);
        try (BufferedReader output = host.inputReader()) {
            String line = output.readLine();
            assertThat(line).startsWith("guest ");
            ProcessHandle machine = ProcessHandle.of(Long.parseLong(line.substring("guest ".length())))
                    .orElseThrow();
            assertThat(machine.info().command())
                    .hasValueSatisfying(name -> assertThat(name).contains("qemu"));

            host.destroyForcibly();

            assertThat(machine.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
        } finally {
            host.destroyForcibly();
        }
    }
}
