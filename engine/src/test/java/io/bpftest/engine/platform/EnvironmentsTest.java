package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;
import static org.junit.platform.launcher.EngineFilter.excludeEngines;

import io.bpftest.BpfObject;
import io.bpftest.Environment;
import io.bpftest.RunIn;
import io.bpftest.engine.ChildJvm;
import io.bpftest.error.EnvironmentException;
import io.bpftest.spi.GuestEnvironment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** Where classes run that do not say it, and those that do. */
class EnvironmentsTest {

    @TempDir
    Path folder;

    @BpfObject("verdicts.bpf.c")
    static class Anywhere {

        @Test
        void runs() {
            assertThat(System.getProperty(GuestEnvironment.PROPERTY)).isNull();
        }
    }

    @RunIn(Environment.CONTAINER)
    static class InContainersOnly {

        @Test
        void isContained() {
            assertThat(GuestEnvironment.current()).isEqualTo(Environment.CONTAINER);
        }
    }

    @RunIn(Environment.LOCAL)
    static class LocalOnly {

        @Test
        void isLocal() {
            assertThat(GuestEnvironment.current()).isEqualTo(Environment.LOCAL);
        }
    }

    private static LauncherDiscoveryRequestBuilder auto(DiscoverySelector... selectors) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .configurationParameter("bpftest.environment", "auto");
    }

    @Test
    void aPrivilegedJvmRunsTestsItself() {
        Recording run = Recording.of(auto(selectClass(Anywhere.class), selectClass(LocalOnly.class)));

        assertThat(run.testsRunBy("junit-jupiter")).isEqualTo(2);
        assertThat(run.status("runs()")).isEqualTo(SUCCESSFUL);
    }

    @Test
    void aClassThatMustNotRunHereIsToldThatNothingElseIsAskedFor() {
        Recording run = Recording.of(Elsewhere.local(selectClass(InContainersOnly.class), selectClass(Anywhere.class)));

        assertThat(run.thrown("EnvironmentsTest$InContainersOnly"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("local: not allowed by @RunIn")
                .hasMessageContaining("container: not what bpftest.environment asks for");
        assertThat(run.testsRunBy("junit-jupiter")).isEqualTo(1);
    }

    @Test
    void aClassForThisMachineIsNotPutIntoAContainer() {
        Recording run = Recording.of(Elsewhere.container(selectClass(LocalOnly.class)));

        assertThat(run.thrown("EnvironmentsTest$LocalOnly"))
                .hasMessageContaining("local: not what bpftest.environment asks for")
                .hasMessageContaining("container: not allowed by @RunIn");
    }

    @Test
    void withoutAnEnvironmentAClassIsSkippedWhereTheSettingsSaySo() {
        Recording run = Recording.of(Elsewhere.local(selectClass(InContainersOnly.class))
                .configurationParameter("bpftest.unavailable", "skip"));

        assertThat(run.skipped().get("EnvironmentsTest$InContainersOnly"))
                .contains("There is no environment that these tests can run in");
    }

    @Test
    void aRestrictedClassIsFoundInAPackageToo() {
        Recording run = Recording.of(Elsewhere.local(selectPackage("io.bpftest.engine.platform"))
                .filters(ClassNameFilter.includeClassNamePatterns(".*InContainersOnly")));

        assertThat(run.thrown("EnvironmentsTest$InContainersOnly")).isInstanceOf(EnvironmentException.class);
        assertThat(run.testsRunBy("junit-jupiter")).isZero();
    }

    @Test
    void aRestrictedClassFailsWhereOurEngineIsExcluded() {
        Recording run = Recording.of(
                Elsewhere.local(selectClass(InContainersOnly.class)).filters(excludeEngines(BpfTestEngine.ID)));

        assertThat(run.thrown("EnvironmentsTest$InContainersOnly"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("runs where it must not")
                .hasMessageContaining("do not exclude it");
    }

    /** An IDE remembers ids of tests that ran elsewhere the last time. */
    @Test
    void anIdOfOursIsRunWhereverTestsRunNow() {
        Recording run = Recording.of(
                auto(selectUniqueId("[engine:bpf-test]/[class:" + LocalOnly.class.getName() + "]/[method:isLocal()]")));

        assertThat(run.testsRunBy("bpf-test")).isEqualTo(1);
        assertThat(run.status("isLocal()")).isEqualTo(SUCCESSFUL);
    }

    /** A JVM that may not load programs. */
    static final class Unprivileged {
        public static void main(String[] arguments) {
            Recording run = Recording.of(auto(selectClass(Anywhere.class)));
            System.out.println(run.thrown("EnvironmentsTest$Anywhere"));
        }
    }

    @Test
    void whereNothingWorksEachEnvironmentIsListedWithItsReason() throws Exception {
        String output = new ChildJvm(Unprivileged.class)
                .under("unshare", "--mount", "sh", "-c", "mount -t tmpfs none /run && exec \"$@\"", "sh")
                .under("setpriv", "--inh-caps=-all", "--bounding-set=-all")
                .property("user.home", folder)
                // Neither kernels nor anything else.
                .property("bpftest.cache.dir", folder)
                .output();

        assertThat(output)
                .contains("There is no environment that these tests can run in")
                .contains("local: this JVM lacks CAP_BPF, CAP_NET_ADMIN")
                .contains("container: No container engine works on this machine")
                .contains("no socket /var/run/docker.sock");
    }

    @Test
    void aSettingThatOnlyJUnitKnowsIsCheckedToo() {
        Recording run = Recording.of(auto(selectClass(Anywhere.class)).configurationParameter("bpftest.clan", "clang"));

        assertThat(run.thrown("bpf-test"))
                .hasMessageContaining("\"bpftest.clan\" is unknown")
                .hasMessageContaining("did you mean \"bpftest.clang\"?");
        assertThat(run.status("runs()")).isEqualTo(SUCCESSFUL);
    }
}
