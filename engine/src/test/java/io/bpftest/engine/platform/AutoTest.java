package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfObject;
import io.bpftest.BpfSkeleton;
import io.bpftest.Environment;
import io.bpftest.Kernel;
import io.bpftest.RequiresBpf;
import io.bpftest.RunIn;
import io.bpftest.error.EnvironmentException;
import io.bpftest.program.LsmProgram;
import io.bpftest.program.StructOpsProgram;
import io.bpftest.program.TracingProgram;
import io.bpftest.program.XdpProgram;
import io.bpftest.spi.GuestEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** Where classes run if the settings do not say, on a machine whose JVM may load programs. */
class AutoTest {

    abstract static class Around {
        @Test
        void tellsWhere() {
            System.out.println(GuestEnvironment.title());
            assertThat(GuestEnvironment.current()).isEqualTo(Environment.VM);
        }
    }

    static class OfASecurityHook extends Around {
        @Test
        @Disabled("only its parameter matters")
        @BpfObject("whole_system.bpf.c")
        void takes(LsmProgram program) {}
    }

    static class OfAKernelInterface extends Around {
        @Nested
        class Inner {
            @Test
            @Disabled("only its parameter matters")
            @BpfObject("struct_ops.bpf.c")
            void takes(StructOpsProgram program) {}
        }
    }

    @BpfObject("test_functions.bpf.c")
    static class OfAReturnValue extends Around {
        @Test
        @Disabled("only its parameter matters")
        void takes(TracingProgram program) {}
    }

    @BpfObject("whole_system.bpf.c")
    interface Hooks {
        LsmProgram sockets_refused();
    }

    static class OfASkeleton extends Around {
        @Test
        @Disabled("only its parameter matters")
        void takes(@BpfSkeleton Hooks hooks) {}
    }

    @RequiresBpf(kfunc = "bpf_no_kernel_has_this")
    static class OfAFeature extends Around {}

    @RunIn(Environment.VM)
    static class ByItsAnnotation extends Around {}

    @RunIn(Environment.LOCAL)
    static class OfASecurityHookAtItsOwnRisk {
        @Test
        void isLocal() {
            assertThat(GuestEnvironment.current()).isEqualTo(Environment.LOCAL);
        }

        @Test
        @Disabled("only its parameter matters")
        @BpfObject("whole_system.bpf.c")
        void takes(LsmProgram program) {}
    }

    @BpfObject("verdicts.bpf.c")
    static class OfNothingSpecial {
        @Test
        void isLocal() {
            assertThat(GuestEnvironment.current()).isEqualTo(Environment.LOCAL);
        }

        void takes(XdpProgram program) {}
    }

    private final FakeVms vms = new FakeVms(FakeVms.NEWEST);
    private String console = "";

    private static LauncherDiscoveryRequestBuilder auto(DiscoverySelector... selectors) {
        return LauncherDiscoveryRequestBuilder.request().selectors(selectors);
    }

    private Recording run(FakeVms places, LauncherDiscoveryRequestBuilder request) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream error = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            return places.run(request);
        } finally {
            System.setErr(error);
            console = printed.toString(StandardCharsets.UTF_8);
        }
    }

    private void runsInVm(Class<?> type, String reason) {
        Recording run = run(vms, auto(selectClass(type)));

        assertThat(run.status("tellsWhere()")).isEqualTo(SUCCESSFUL);
        assertThat(run.testsRunBy("junit-jupiter")).isZero();
        assertThat(console).contains("bpf-test: 1 class runs in a VM with Linux 7.3, since " + reason);
    }

    @Test
    void programsThatActOnTheWholeSystemGoToAVirtualMachine() {
        runsInVm(OfASecurityHook.class, "LSM programs act on the whole system");
        runsInVm(OfASkeleton.class, "LSM programs act on the whole system");
        runsInVm(OfAKernelInterface.class, "struct_ops programs act on the whole system");
        runsInVm(OfAReturnValue.class, "fmod_ret programs act on the whole system");
    }

    @Test
    void whatThisKernelLacksIsLookedForInANewerOne() {
        Recording run = run(vms, auto(selectClass(OfAFeature.class)));

        assertThat(vms.launches()).hasSize(1);
        assertThat(console)
                .contains("since local: kernel " + System.getProperty("os.version")
                        + " lacks kfunc bpf_no_kernel_has_this; container: kernel ");
        assertThat(run.testsRunBy("junit-jupiter")).isZero();
    }

    @Test
    void anAnnotationSaysSo() {
        runsInVm(ByItsAnnotation.class, "@RunIn forbids to run locally");
    }

    @Test
    void anAnnotationAllowsThemHere() {
        Recording run = run(vms, auto(selectClass(OfASecurityHookAtItsOwnRisk.class)));

        assertThat(run.status("isLocal()")).isEqualTo(SUCCESSFUL);
        assertThat(run.testsRunBy("bpf-test")).isZero();
    }

    @Test
    void allOthersStayInThisJvm() {
        Recording run = run(vms, auto(selectClass(OfNothingSpecial.class)));

        assertThat(run.testsRunBy("junit-jupiter")).isEqualTo(1);
        assertThat(vms.launches()).isEmpty();
        assertThat(console).isEmpty();
    }

    @Test
    void whereNoneFitsEachIsListedWithItsReason() {
        Recording run = run(new FakeVms(), auto(selectClass(OfAFeature.class)));

        assertThat(run.thrown("AutoTest$OfAFeature"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("There is no environment that these tests can run in")
                .hasMessageContaining(
                        "local: kernel " + System.getProperty("os.version") + " lacks kfunc bpf_no_kernel")
                .hasMessageContaining("container: kernel " + System.getProperty("os.version") + " lacks kfunc bpf_no")
                .hasMessageContaining("vm: Kernel 7.3 is not in the cache")
                .hasMessageContaining("ci/kernels 7.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "process", "container"})
    void aSettingDoesNotPutThemWhereTheyDoHarm(String environment) {
        Recording run = run(
                vms,
                auto(selectClass(OfASecurityHook.class)).configurationParameter("bpftest.environment", environment));

        assertThat(run.thrown("AutoTest$OfASecurityHook"))
                .hasMessageContaining("local: LSM programs act on the whole system, so that only @RunIn allows it")
                .hasMessageContaining("vm: not what bpftest.environment asks for");
        assertThat(vms.launches()).isEmpty();
    }

    @Test
    void aSettingPutsAllIntoVirtualMachines() {
        Recording run =
                run(vms, auto(selectClass(OfNothingSpecial.class)).configurationParameter("bpftest.environment", "vm"));

        assertThat(vms.launches()).hasSize(1);
        assertThat(run.testsRunBy("bpf-test")).isEqualTo(1);
        assertThat(console).isEmpty();
    }

    /** The kernel of the machine itself, by its version. */
    private static String here() {
        return System.getProperty("os.version").replaceAll("^(\\d+\\.\\d+).*", "$1");
    }

    @Test
    void aBranchOfThisMachinesKernelNeedsNoVirtualMachine() {
        Recording run = run(
                vms,
                auto(selectClass(OfNothingSpecial.class)).configurationParameter("bpftest.kernels", here() + ",7.3"));

        assertThat(vms.launches()).hasSize(1);
        assertThat(run.idsOfTests())
                .hasSize(2)
                .anyMatch(id -> id.startsWith("[engine:bpf-test]/[kernel:" + here() + "]"));
    }

    @Test
    void aClassForThisMachinesKernelAloneStaysInThisJvm() {
        Recording run =
                run(vms, auto(selectClass(OfNothingSpecial.class)).configurationParameter("bpftest.kernels", here()));

        assertThat(run.testsRunBy("junit-jupiter")).isEqualTo(1);
        assertThat(vms.launches()).isEmpty();
    }

    @Kernel("3.0")
    @RunIn(Environment.LOCAL)
    static class OfAnotherMachine extends Around {}

    @Test
    void aKernelThatNoAllowedEnvironmentHasIsToldSo() {
        Recording run = run(vms.inIde(), auto(selectClass(OfAnotherMachine.class)));

        assertThat(run.thrown("AutoTest$OfAnotherMachine"))
                .hasMessageContaining("There is no environment with kernel 3.0 that these tests can run in")
                .hasMessageContaining("local: the kernel here is " + System.getProperty("os.version"))
                .hasMessageContaining("vm: not allowed by @RunIn");
    }
}
