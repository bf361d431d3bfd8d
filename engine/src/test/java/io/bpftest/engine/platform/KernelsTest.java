package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;
import static org.junit.platform.launcher.EngineFilter.excludeEngines;
import static org.junit.platform.launcher.TagFilter.includeTags;

import io.bpftest.BpfObject;
import io.bpftest.Kernel;
import io.bpftest.error.EnvironmentException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** Classes on several kernels, in virtual machines that are processes in truth. */
class KernelsTest {

    @BpfObject("verdicts.bpf.c")
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Simple {

        @Test
        void first() {
            System.out.println("on " + System.getProperty("os.version"));
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void takesNumbers(int number) {}
    }

    @Kernel({"5.10", "6.1"})
    static class Named {

        @Test
        void outer() {}

        @Nested
        class Inner {
            @Test
            void nested() {}
        }

        @Nested
        @Kernel("6.12")
        class Newer {
            @Test
            void nestedOnANewerOne() {}
        }
    }

    static class Inheriting extends Named {}

    @Retention(RetentionPolicy.RUNTIME)
    @Kernel("6.1")
    @interface OldEnough {}

    @OldEnough
    static class ByMetaAnnotation {
        @Test
        void runs() {}
    }

    private final FakeVms vms = new FakeVms("5.10", "6.1", "6.12", FakeVms.NEWEST);

    private static LauncherDiscoveryRequestBuilder request(DiscoverySelector... selectors) {
        return LauncherDiscoveryRequestBuilder.request().selectors(selectors);
    }

    private static LauncherDiscoveryRequestBuilder on(String kernels, DiscoverySelector... selectors) {
        return request(selectors).configurationParameter("bpftest.kernels", kernels);
    }

    private static String id(String kernel, Class<?> type) {
        return "[engine:bpf-test]/[kernel:" + kernel + "]/[class:" + type.getName() + "]";
    }

    @Test
    void aClassRunsOnEachKernelOfTheSettings() {
        Recording run = vms.run(on("6.1,7.3", selectClass(Simple.class)));

        assertThat(run.idsOfTests())
                .containsExactly(
                        id("6.1", Simple.class) + "/[method:first()]",
                        id("6.1", Simple.class) + "/[test-template:takesNumbers(int)]/[test-template-invocation:#1]",
                        id("6.1", Simple.class) + "/[test-template:takesNumbers(int)]/[test-template-invocation:#2]",
                        id("7.3", Simple.class) + "/[method:first()]",
                        id("7.3", Simple.class) + "/[test-template:takesNumbers(int)]/[test-template-invocation:#1]",
                        id("7.3", Simple.class) + "/[test-template:takesNumbers(int)]/[test-template-invocation:#2]");
    }

    @Test
    void aClassNamesItsKernels() {
        Recording run = vms.run(on("7.3", selectClass(Named.class), selectClass(ByMetaAnnotation.class)));

        assertThat(run.idsOfTests())
                .containsExactly(
                        id("5.10", Named.class) + "/[method:outer()]",
                        id("5.10", Named.class) + "/[nested-class:Inner]/[method:nested()]",
                        id("6.1", Named.class) + "/[method:outer()]",
                        id("6.1", Named.class) + "/[nested-class:Inner]/[method:nested()]",
                        id("6.1", ByMetaAnnotation.class) + "/[method:runs()]",
                        id("6.12", Named.class) + "/[nested-class:Newer]/[method:nestedOnANewerOne()]");
        assertThat(run.failures()).isEmpty();
    }

    @Test
    void kernelsAreInherited() {
        assertThat(vms.run(request(selectMethod(Inheriting.class, "outer"))).idsOfTests())
                .containsExactly(
                        id("5.10", Inheriting.class) + "/[method:outer()]",
                        id("6.1", Inheriting.class) + "/[method:outer()]");
    }

    @Test
    void idsSelectOnOneKernelOrOnAll() {
        String invocation = "/[test-template:takesNumbers(int)]/[test-template-invocation:#2]";

        assertThat(vms.run(on("6.1,7.3", selectUniqueId(id("7.3", Simple.class) + invocation)))
                        .idsOfTests())
                .containsExactly(id("7.3", Simple.class) + invocation);
        assertThat(vms.run(request(selectUniqueId(id("6.12", Simple.class)))).idsOfTests())
                .allMatch(id -> id.startsWith(id("6.12", Simple.class)))
                .hasSize(3);
        for (String engine : List.of("bpf-test", "junit-jupiter")) {
            String without = "[engine:" + engine + "]/[class:" + Simple.class.getName() + "]" + invocation;
            assertThat(vms.run(on("6.1,7.3", selectUniqueId(without))).idsOfTests())
                    .containsExactly(id("6.1", Simple.class) + invocation, id("7.3", Simple.class) + invocation);
        }
    }

    @Test
    void aKernelThatIsMissingFailsItsBranchAlone() {
        Recording run = vms.run(on("6.1,6.6,7.3", selectMethod(Simple.class, "first")));

        assertThat(run.failures()).hasSize(1).allSatisfy((id, thrown) -> {
            assertThat(id).isEqualTo(id("6.6", Simple.class));
            assertThat(thrown)
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("Kernel 6.6 is not in the cache")
                    .hasMessageContaining("ci/kernels 6.6");
        });
        assertThat(run.idsOfTests())
                .containsExactly(
                        id("6.1", Simple.class) + "/[method:first()]", id("7.3", Simple.class) + "/[method:first()]");
    }

    @Test
    void aKernelThatIsMissingSkipsItsBranchWhereTheSettingsSaySo() {
        Recording run = vms.run(on("6.6,7.3", selectMethod(Simple.class, "first"))
                .configurationParameter("bpftest.unavailable", "skip"));

        assertThat(run.failures()).isEmpty();
        assertThat(run.skipped().values()).singleElement().asString().contains("Kernel 6.6 is not in the cache");
        assertThat(run.idsOfTests()).containsExactly(id("7.3", Simple.class) + "/[method:first()]");
    }

    @Test
    void withoutACacheNothingIsLost() {
        Recording run = new FakeVms().run(on("6.1,7.3", selectClass(Simple.class)));

        assertThat(run.failures().keySet()).containsExactly(id("6.1", Simple.class), id("7.3", Simple.class));
    }

    @BpfObject("verdicts.bpf.c")
    static class OfNested {

        @Nested
        class Inner {
            @Test
            void nested() {}
        }
    }

    /** Surefire and Gradle name a file for the class of the source, and take names of tests that end in a number. */
    @Test
    void buildToolsAreGivenNamesThatTellKernelsApart() {
        Recording run = vms.run(on("6.1", selectClass(Simple.class)));

        assertThat(run.events())
                .anyMatch(event -> event.startsWith("started | [kernel:6.1, class:" + Simple.class.getName()
                                + "] | KernelsTest$Simple (Linux 6.1) |")
                        && event.contains("ClassSource [className = '" + Simple.class.getName() + "-linux-6_1'"))
                .anyMatch(event -> event.contains(" | first() on Linux 6.1 [1] | TEST")
                        && event.contains(Simple.class.getName() + "#first()"))
                .anyMatch(event -> event.contains(" | takesNumbers(int) on Linux 6.1 [2] | TEST"))
                .noneMatch(event -> event.startsWith("started | [kernel:6.1] |"));
    }

    /** What Surefire takes a class for one with tests by: its name, in a source of what was discovered. */
    @Test
    void buildToolsFindClassesWhoseTestsAreAllInNestedOnes() {
        TestPlan plan = vms.discover(on("6.1,7.3", selectClass(OfNested.class)));

        assertThat(sources(plan)).contains(OfNested.class.getName());
        assertThat(vms.run(on("6.1,7.3", selectClass(OfNested.class))).idsOfTests())
                .containsExactly(
                        id("6.1", OfNested.class) + "/[nested-class:Inner]/[method:nested()]",
                        id("7.3", OfNested.class) + "/[nested-class:Inner]/[method:nested()]");
    }

    @Test
    void buildToolsFindNoClassesWithoutTestsThatFiltersLeave() {
        TestPlan plan = vms.discover(on("6.1", selectClass(OfNested.class)).filters(includeTags("none")));

        assertThat(sources(plan)).isEmpty();
    }

    private static List<String> sources(TestPlan plan) {
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .flatMap(test -> test.getSource().stream())
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getClassName())
                .toList();
    }

    @Test
    void anIdeIsShownABranchForEachKernelWithTheClassesAsTheyAre() {
        Recording run = vms.inIde().run(on("6.1,7.3", selectMethod(Simple.class, "first")));

        assertThat(run.events())
                .filteredOn(event -> event.startsWith("started"))
                .extracting(event -> event.replaceAll(" \\| CONTAINER.*| \\| TEST.*", ""))
                .containsExactly(
                        "started | [kernel:6.1] | Linux 6.1 | Linux 6.1",
                        "started | [kernel:6.1, class:" + Simple.class.getName() + "] | KernelsTest$Simple | "
                                + Simple.class.getName(),
                        "started | [kernel:6.1, class:" + Simple.class.getName()
                                + ", method:first()] | first() | first()",
                        "started | [kernel:7.3] | Linux 7.3 | Linux 7.3",
                        "started | [kernel:7.3, class:" + Simple.class.getName() + "] | KernelsTest$Simple | "
                                + Simple.class.getName(),
                        "started | [kernel:7.3, class:" + Simple.class.getName()
                                + ", method:first()] | first() | first()");
        assertThat(run.events())
                .filteredOn(event -> event.startsWith("started") && event.contains("ClassSource"))
                .allMatch(event -> event.contains("className = '" + Simple.class.getName() + "'"));
    }

    @Test
    void aWholeBranchIsRunAgainByItsId() {
        Recording run = vms.inIde()
                .run(on("6.1,7.3", selectUniqueId("[engine:bpf-test]/[kernel:7.3]"))
                        .filters(includeClassNamePatterns(".*KernelsTest.Simple")));

        assertThat(run.idsOfTests()).hasSize(3).allMatch(id -> id.startsWith(id("7.3", Simple.class)));
    }

    @Test
    void tagsAndFiltersWorkOnEachBranch() {
        Recording run = vms.run(on("6.1,7.3", selectClass(EveryKind.class)).filters(includeTags("slow")));

        assertThat(run.idsOfTests())
                .containsExactly(
                        id("6.1", EveryKind.class) + "/[method:named()]",
                        id("7.3", EveryKind.class) + "/[method:named()]");
    }

    @Test
    void whatFailuresLeaveIsKeptApart() {
        vms.run(on("6.1,7.3", selectMethod(Simple.class, "first")));

        assertThat(vms.launches())
                .extracting(launch -> launch.properties().get("bpftest.report.dir"))
                .containsExactlyInAnyOrder("target/bpf-test/linux-6.1", "target/bpf-test/linux-7.3");
    }

    @Test
    void outputIsReportedWithItsKernel() {
        Recording run = vms.run(on("5.10,6.1,6.12,7.3", selectMethod(Simple.class, "first"))
                .configurationParameter("bpftest.kernels.parallel", "4")
                .configurationParameter("junit.platform.output.capture.stdout", "true"));

        for (String kernel : List.of("5.10", "6.1", "6.12", "7.3")) {
            assertThat(run.events())
                    .filteredOn(event -> event.startsWith("reported | [kernel:" + kernel + ","))
                    .singleElement()
                    .asString()
                    .contains("on " + kernel + ".0-1-amd64");
        }
    }

    @Test
    void theSameHappensOnEachKernelInTheSameOrder() {
        Recording run = vms.inIde()
                .run(on("6.1,7.3", selectClass(EveryKind.class))
                        .configurationParameter("bpftest.kernels.parallel", "2"));

        List<String> older = run.events().stream()
                .filter(event -> event.contains("[kernel:6.1"))
                .map(event -> event.replace("6.1", "7.3"))
                .toList();
        assertThat(older).hasSizeGreaterThan(50);
        assertThat(run.events().stream().filter(event -> event.contains("[kernel:7.3")))
                .containsExactlyElementsOf(older);
        assertThat(run.events().indexOf(older.get(0))).isGreaterThanOrEqualTo(older.size());
    }

    @Kernel("1.0")
    static class OfNoMachine {
        @Test
        void runs() {}
    }

    @Test
    void aClassFailsOnAnotherKernelWhereOurEngineIsExcluded() {
        Recording run = Recording.of(request(selectClass(OfNoMachine.class)).filters(excludeEngines(BpfTestEngine.ID)));

        assertThat(run.thrown("KernelsTest$OfNoMachine"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("runs on a kernel that it must not run on")
                .hasMessageContaining("one of [1.0], as its @Kernel says")
                .hasMessageContaining("do not exclude it");
    }
}
