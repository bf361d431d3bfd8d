package io.bpftest.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.ConfigurationException;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    @ParameterizedTest
    @CsvSource({
        "bpftest.clnag, bpftest.clang",
        "bpftest.cache, bpftest.cache.dir",
        "bpftest.cachedir, bpftest.cache.dir",
        "bpftest.report_dir, bpftest.report.dir",
        "bpftest.includes, bpftest.include",
        "bpftest.cflag, bpftest.cflags",
        "bpftest.unavailible, bpftest.unavailable",
        "bpftest.enviroment, bpftest.environment",
        "bpftest.guest.silense, bpftest.guest.silence",
        "bpftest.sead, bpftest.seed",
        "bpftest.container.img, bpftest.container.image",
        "bpftest.container.privilege, bpftest.container.privileges",
        "bpftest.vm.accelerate, bpftest.vm.accelerator"
    })
    void anUnknownKeyNamesTheNearest(String unknown, String nearest) {
        System.setProperty(unknown, "x");
        try {
            assertThatThrownBy(Configuration::ofThisJvm)
                    .isExactlyInstanceOf(ConfigurationException.class)
                    .hasMessage(String.join(
                            System.lineSeparator(),
                            "The setting \"" + unknown + "\" is unknown",
                            "  found     " + unknown,
                            "  required  one of [bpftest.clang, bpftest.cflags, bpftest.include, bpftest.cache.dir, "
                                    + "bpftest.report.dir, bpftest.approve, bpftest.report, "
                                    + "bpftest.coverage, bpftest.coverage.minimum.lines, "
                                    + "bpftest.coverage.minimum.branches, bpftest.coverage.minimum.functions, "
                                    + "bpftest.coverage.minimum.regions, bpftest.seed, "
                                    + "bpftest.unavailable, bpftest.environment, "
                                    + "bpftest.kernels, bpftest.kernels.parallel, "
                                    + "bpftest.guest.start, bpftest.guest.silence, bpftest.container.image, "
                                    + "bpftest.container.base, bpftest.container.privileges, bpftest.container.build, "
                                    + "bpftest.vm.qemu, bpftest.vm.kernel, bpftest.vm.root, bpftest.vm.memory, "
                                    + "bpftest.vm.processors, bpftest.vm.accelerator, bpftest.vm.boot]",
                            "  remedy    did you mean \"" + nearest + "\"?"));
        } finally {
            System.clearProperty(unknown);
        }
    }

    @Test
    void aMinimumOfCoverageIsAPercentage() {
        assertThat(minimums("80")).containsExactly(Map.entry("branches", 80));
        assertThat(minimums(null)).isEmpty();
        for (String wrong : List.of("80 %", "101", "-1", "0.8")) {
            assertThatThrownBy(() -> minimums(wrong))
                    .isExactlyInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("\"bpftest.coverage.minimum.branches\" is no percentage")
                    .hasMessageContaining(wrong);
        }
    }

    private static Map<String, Integer> minimums(String branches) {
        return Configuration.of(
                        key -> Optional.ofNullable(key.equals("bpftest.coverage.minimum.branches") ? branches : null))
                .coverageMinimums();
    }

    @Test
    void aSeedIsAnyWholeNumber() {
        assertThat(seed(null)).isEmpty();
        assertThat(seed(" -7 ")).contains(-7L);
        assertThatThrownBy(() -> seed("0x7"))
                .isExactlyInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The setting \"bpftest.seed\" is no seed")
                .hasMessageContaining("0x7");
    }

    private static Optional<Long> seed(String value) {
        return Configuration.of(key -> Optional.ofNullable(key.equals("bpftest.seed") ? value : null))
                .seed();
    }

    @Test
    void settingsAreReadAsTheirDocumentationSays() {
        Map<String, String> settings = Map.of(
                "bpftest.clang", "clang-17",
                "bpftest.cflags", " -Wall  -DX=1 ",
                "bpftest.include", "a" + File.pathSeparator + "b",
                "bpftest.cache.dir", "cache",
                "bpftest.report.dir", "reports");
        Configuration configuration = Configuration.of(key -> Optional.ofNullable(settings.get(key)));

        assertThat(configuration.clang()).isEqualTo("clang-17");
        assertThat(configuration.cflags()).containsExactly("-Wall", "-DX=1");
        assertThat(configuration.include()).containsExactly(Path.of("a"), Path.of("b"));
        assertThat(configuration.cacheFolder()).isEqualTo(Path.of("cache"));
        assertThat(configuration.reportFolder(Path.of("module"))).isEqualTo(Path.of("module", "reports"));
    }

    @ParameterizedTest
    @CsvSource({"fail, FAIL", "skip, SKIP", "' Skip ', SKIP", "'', FAIL"})
    void whatIsUnavailableFailsOrSkips(String value, Unavailable meaning) {
        assertThat(Configuration.of(key -> Optional.of(key.endsWith("unavailable") ? value : ""))
                        .unavailable())
                .isEqualTo(meaning);
    }

    private static Configuration of(String key, String value) {
        return Configuration.of(asked -> asked.equals("bpftest." + key) ? Optional.of(value) : Optional.empty());
    }

    @Test
    void whatTestsSeeIsApprovedOnRequest() {
        assertThat(of("approve", "true").approve()).isTrue();
        assertThat(of("approve", " ").approve()).isFalse();
        assertThatThrownBy(() -> of("approve", "yes"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("\"bpftest.approve\"", "yes", "true or false");
    }

    @Test
    void coverageIsMeasuredOnRequestAndNeedsTheReport() {
        assertThat(of("coverage", "true").coverage()).isTrue();
        assertThat(of("coverage", " ").coverage()).isFalse();
        assertThatThrownBy(() -> of("coverage", "full"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("\"bpftest.coverage\"", "full", "true or false");
        Map<String, String> settings = Map.of("bpftest.coverage", "true", "bpftest.report", "false");
        assertThatThrownBy(() -> Configuration.of(key -> Optional.ofNullable(settings.get(key))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("\"bpftest.coverage\" has nothing to record into", "bpftest.report=false");
    }

    @Test
    void kernelsAreAList() {
        assertThat(of("kernels", " 5.10, 6.1,6.12 ").kernels()).containsExactly("5.10", "6.1", "6.12");
        assertThat(of("kernels", "6.1.0-48-amd64").kernels()).containsExactly("6.1.0-48-amd64");
        assertThat(of("kernels", " ").kernels()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "v6.1", "6.1 6.12", "newest", "6.1,6.1", "6.1/7"})
    void aWrongListOfKernelsIsRefused(String value) {
        assertThatThrownBy(() -> of("kernels", value))
                .isExactlyInstanceOf(ConfigurationException.class)
                .hasMessageContaining("\"bpftest.kernels\" is no list of kernels")
                .hasMessageContaining("found     " + value);
    }

    @Test
    void howManyKernelsRunSideBySideMayBeSaid() {
        assertThat(of("kernels.parallel", " 3 ").kernelsInParallel()).contains(3);
        assertThat(of("kernels.parallel", "").kernelsInParallel()).isEmpty();
        assertThatThrownBy(() -> of("kernels.parallel", "0"))
                .isExactlyInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a whole number from 1 to 99");
    }

    @ParameterizedTest
    @CsvSource({
        "6.1, 6.1.0-48-amd64, true",
        "6.1, 6.12.9, false",
        "6.1, 6.1, true",
        "6.1.0-48-amd64, 6.1.0-48-amd64, true",
        "6.12, 6.1.0, false",
        "6.18, 6.18-rc1, true"
    })
    void aVersionStandsForItsReleases(String version, String release, boolean matches) {
        assertThat(KernelVersion.matches(version, release)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"vm, VM", "auto, AUTO", "' Local ', LOCAL", "process, PROCESS", "'', AUTO"})
    void anEnvironmentIsChosen(String value, Place meaning) {
        assertThat(Configuration.of(key -> Optional.of(key.endsWith("environment") ? value : ""))
                        .environment())
                .isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({"auto, AUTO", "privileged, PRIVILEGED", "Capabilities, CAPABILITIES", "'', AUTO"})
    void aContainersPrivilegesAreChosen(String value, ContainerPrivileges meaning) {
        assertThat(Configuration.of(key -> Optional.of(key.endsWith("privileges") ? value : ""))
                        .containerPrivileges())
                .isEqualTo(meaning);
    }

    @Test
    void timesAreWholeSeconds() {
        assertThat(Configuration.of(key -> Optional.empty()).guestStart()).isEqualTo(Duration.ofSeconds(60));
        assertThat(Configuration.of(key -> Optional.of(key.endsWith("silence") ? " 5 " : ""))
                        .guestSilence())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "10s", "1000000", "soon"})
    void aTimeThatIsNoneIsRefusedAtOnce(String value) {
        assertThatThrownBy(() -> Configuration.of(key -> Optional.of(key.endsWith("guest.start") ? value : "")))
                .isExactlyInstanceOf(ConfigurationException.class)
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "The setting \"bpftest.guest.start\" is no time",
                        "  found     " + value,
                        "  required  a whole number of seconds, 1 to 999999",
                        "  remedy    correct the value, or leave it out for 60 s"));
    }

    @Test
    void virtualMachinesAreAsTheirSettingsSay() {
        Configuration unset = Configuration.of(key -> Optional.empty());
        assertThat(unset.vmQemu()).isEqualTo("qemu-system-x86_64");
        assertThat(unset.vmKernel()).isEmpty();
        assertThat(unset.vmRoot()).isEmpty();
        assertThat(unset.vmMemory()).isEqualTo(2048);
        assertThat(unset.vmProcessors()).isEmpty();
        assertThat(unset.vmAccelerator()).isEqualTo(VmAccelerator.AUTO);
        assertThat(unset.vmBoot()).isEqualTo(Duration.ofSeconds(60));

        Map<String, String> settings = Map.of(
                "bpftest.vm.kernel", "vmlinuz",
                "bpftest.vm.root", "debian",
                "bpftest.vm.memory", " 512 ",
                "bpftest.vm.processors", "64",
                "bpftest.vm.accelerator", "Tcg");
        Configuration set = Configuration.of(key -> Optional.ofNullable(settings.get(key)));
        assertThat(set.vmKernel()).hasValue(Path.of("vmlinuz"));
        assertThat(set.vmRoot()).hasValue(Path.of("debian"));
        assertThat(set.vmMemory()).isEqualTo(512);
        assertThat(set.vmProcessors()).hasValue(64);
        assertThat(set.vmAccelerator()).isEqualTo(VmAccelerator.TCG);
    }

    @ParameterizedTest
    @CsvSource({
        "vm.memory, 255, no size of memory",
        "vm.memory, 1G, no size of memory",
        "vm.memory, 1000000, no size of memory",
        "vm.processors, 0, no number of processors",
        "vm.processors, 65, no number of processors",
        "vm.boot, 0, no time"
    })
    void aSizeThatIsNoneIsRefusedAtOnce(String key, String value, String reason) {
        assertThatThrownBy(() -> Configuration.of(asked -> Optional.of(asked.endsWith(key) ? value : "")))
                .isExactlyInstanceOf(ConfigurationException.class)
                .hasMessageContaining("\"bpftest." + key + "\" is " + reason)
                .hasMessageContaining("found     " + value);
    }

    @Test
    void anotherValueForWhatIsUnavailableIsRefusedAtOnce() {
        assertThatThrownBy(() -> Configuration.of(key -> Optional.of(key.endsWith("unavailable") ? "ignore" : "")))
                .isExactlyInstanceOf(ConfigurationException.class)
                .hasMessage(
                        String.join(
                                System.lineSeparator(),
                                "The setting \"bpftest.unavailable\" has a value that is unknown",
                                "  found     ignore",
                                "  required  fail or skip",
                                "  remedy    correct the value, or leave it out: tests that need what the kernel lacks then fail"));
    }

    @Test
    void blankSettingsCountAsNone() {
        Configuration configuration = Configuration.of(key -> Optional.of(" "));

        assertThat(configuration.clang()).isEqualTo("clang");
        assertThat(configuration.cflags()).isEmpty();
        assertThat(configuration.include()).isEmpty();
        assertThat(configuration.reportFolder(Path.of("module"))).isEqualTo(Path.of("module/target/bpf-test"));
    }
}
