package io.bpftest.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** Holds the engine's layers: each package knows only lower ones, and siblings do not know each other. */
@AnalyzeClasses(packages = "io.bpftest.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ENGINE = "io.bpftest.engine.";

    @ArchTest
    static void rulesSeeTheEngine(JavaClasses classes) {
        assertThat(classes.size()).isGreaterThan(60);
    }

    @ArchTest
    static final ArchRule layers = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.bpftest.engine..")
            .layer("ffi")
            .definedBy(ENGINE + "ffi..")
            .layer("elf")
            .definedBy(ENGINE + "elf..")
            .layer("kernel")
            .definedBy(ENGINE + "kernel..")
            .layer("codec")
            .definedBy(ENGINE + "codec..")
            .layer("btf")
            .definedBy(ENGINE + "btf..")
            .layer("coverage")
            .definedBy(ENGINE + "coverage..")
            .layer("compile")
            .definedBy(ENGINE + "compile..")
            .layer("feature")
            .definedBy(ENGINE + "feature..")
            .layer("object")
            .definedBy(ENGINE + "object..")
            .layer("map")
            .definedBy(ENGINE + "map..")
            .layer("pcap")
            .definedBy(ENGINE + "pcap..")
            .layer("replay")
            .definedBy(ENGINE + "replay..")
            .layer("benchmark")
            .definedBy(ENGINE + "benchmark..")
            .layer("run")
            .definedBy(ENGINE + "run..")
            .layer("trial")
            .definedBy(ENGINE + "trial..")
            .layer("place")
            .definedBy(ENGINE + "place..")
            .layer("cgroup")
            .definedBy(ENGINE + "cgroup..")
            .layer("netlink")
            .definedBy(ENGINE + "netlink..")
            .layer("attach")
            .definedBy(ENGINE + "attach..")
            .layer("lab")
            .definedBy(ENGINE + "lab..")
            .layer("trace")
            .definedBy(ENGINE + "trace..")
            .layer("session")
            .definedBy(ENGINE + "session..")
            .layer("fork")
            .definedBy(ENGINE + "fork..")
            .layer("report")
            .definedBy(ENGINE + "report..")
            .layer("platform")
            .definedBy(ENGINE + "platform..")
            .whereLayer("session")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("platform")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("fork")
            .mayOnlyBeAccessedByLayers("platform")
            .whereLayer("fork")
            .mayNotAccessAnyLayer()
            .whereLayer("platform")
            .mayOnlyAccessLayers("fork", "kernel", "compile", "feature", "report")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("platform")
            .whereLayer("report")
            .mayOnlyAccessLayers("elf")
            .whereLayer("btf")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("compile")
            .mayOnlyBeAccessedByLayers("session", "platform")
            .whereLayer("coverage")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("coverage")
            .mayOnlyAccessLayers("elf", "ffi")
            .whereLayer("feature")
            .mayOnlyBeAccessedByLayers("session", "platform")
            .whereLayer("object")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("map")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("run")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("replay")
            .mayOnlyBeAccessedByLayers("run")
            .whereLayer("replay")
            .mayOnlyAccessLayers("pcap", "ffi")
            .whereLayer("benchmark")
            .mayOnlyBeAccessedByLayers("run")
            .whereLayer("benchmark")
            .mayNotAccessAnyLayer()
            .whereLayer("pcap")
            .mayOnlyBeAccessedByLayers("replay")
            .whereLayer("pcap")
            .mayOnlyAccessLayers("ffi")
            .whereLayer("trial")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("place")
            .mayOnlyBeAccessedByLayers("cgroup", "lab", "trace", "session")
            .whereLayer("place")
            .mayOnlyAccessLayers("attach", "kernel", "ffi")
            .whereLayer("cgroup")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("lab")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("trace")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("trace")
            .mayOnlyAccessLayers("place", "attach", "elf", "kernel", "ffi")
            .whereLayer("attach")
            .mayOnlyBeAccessedByLayers("place", "cgroup", "lab", "trace", "session")
            .whereLayer("netlink")
            .mayOnlyBeAccessedByLayers("attach", "lab")
            .whereLayer("attach")
            .mayOnlyAccessLayers("netlink", "kernel", "ffi")
            .whereLayer("netlink")
            .mayOnlyAccessLayers("kernel", "ffi")
            .whereLayer("codec")
            .mayOnlyBeAccessedByLayers("btf", "map", "session")
            .whereLayer("kernel")
            .mayOnlyAccessLayers("ffi")
            .whereLayer("codec")
            .mayOnlyAccessLayers("ffi")
            .whereLayer("trial")
            .mayOnlyAccessLayers("kernel", "ffi")
            .whereLayer("compile")
            .mayNotAccessAnyLayer()
            .whereLayer("elf")
            .mayOnlyBeAccessedByLayers("object", "trace", "coverage", "report", "session")
            .whereLayer("elf")
            .mayNotAccessAnyLayer()
            .whereLayer("ffi")
            .mayNotAccessAnyLayer()
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.bpftest.engine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyFfiNamesTheNativeLibrary = noClasses()
            .that(resideOutsideOfPackages("io.bpftest.engine.ffi.."))
            .should()
            .dependOnClassesThat(resideInAPackage("jnr..").or(resideInAPackage("com.kenai..")));

    @ArchTest
    static final ArchRule onlyContainersNameTheirLibraries = noClasses()
            .that(resideOutsideOfPackages("io.bpftest.engine.fork.container.."))
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.testcontainers..").or(resideInAPackage("com.github.dockerjava..")));

    @ArchTest
    static final ArchRule guestsDoNotKnowWhereTheyAre = noClasses()
            .that()
            .resideInAPackage("io.bpftest.engine.fork")
            .should()
            .dependOnClassesThat(resideInAPackage("io.bpftest.engine.fork.container.."));

    @ArchTest
    static final ArchRule theEngineDoesNotUseWhatIsMadeForUsers = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.bpftest.junit..").or(resideInAPackage("io.bpftest.assertion..")));

    @ArchTest
    static final ArchRule noPackagesForOddsAndEnds =
            classes().should().resideOutsideOfPackages("..util..", "..helper..", "..common..", "..manager..");
}
