package io.bpftest;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Holds the API's layers, lowest first: error, file, packet, map, program, lab, the model, spi, then junit and assertion. */
@AnalyzeClasses(packages = "io.bpftest", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static void rulesSeeTheApi(JavaClasses classes) {
        assertThat(classes.size()).isGreaterThan(80);
    }

    @ArchTest
    static final ArchRule theApiDoesNotNameTheEngine =
            noClasses().should().dependOnClassesThat(resideInAPackage("io.bpftest.engine.."));

    @ArchTest
    static final ArchRule errorsKnowNothing = noClasses()
            .that()
            .resideInAPackage("io.bpftest.error..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.bpftest..")
                    .and(DescribedPredicate.not(resideInAPackage("io.bpftest.error.."))));

    @ArchTest
    static final ArchRule packetsAndMapsKnowFilesAndErrorsOnly = classes()
            .that()
            .resideInAnyPackage("io.bpftest.packet..", "io.bpftest.map..")
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.not(resideInAPackage("io.bpftest.."))
                    .or(resideInAnyPackage(
                            "io.bpftest.packet..", "io.bpftest.map..", "io.bpftest.file..", "io.bpftest.error..")));

    @ArchTest
    static final ArchRule filesKnowErrorsOnly = classes()
            .that()
            .resideInAPackage("io.bpftest.file..")
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.not(resideInAPackage("io.bpftest.."))
                    .or(resideInAnyPackage("io.bpftest.file..", "io.bpftest.error..")));

    @ArchTest
    static final ArchRule labsKnowTheModelOfProgramsOnly = classes()
            .that()
            .resideInAPackage("io.bpftest.lab..")
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.not(resideInAPackage("io.bpftest.."))
                    .or(resideInAnyPackage(
                            "io.bpftest.lab..",
                            "io.bpftest.program..",
                            "io.bpftest.map..",
                            "io.bpftest.packet..",
                            "io.bpftest.error..")));

    @ArchTest
    static final ArchRule extensionAndAssertionsDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("io.bpftest.junit..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.bpftest.assertion.."));

    @ArchTest
    static final ArchRule assertionsDoNotKnowTheExtension = noClasses()
            .that()
            .resideInAPackage("io.bpftest.assertion..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.bpftest.junit.."));

    /** The root package holds three layers; annotations name the extension, as Jupiter wants it. */
    @ArchTest
    static final ArchRule noCycles = SlicesRuleDefinition.slices()
            .assignedFrom(new Layers())
            .should()
            .beFreeOfCycles()
            .ignoreDependency(
                    annotatedWith(ExtendWith.class).or(annotatedWith(ArgumentsSource.class)),
                    resideInAPackage("io.bpftest.junit.."));

    private static final class Layers implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            String name = javaClass.getPackageName();
            if (!name.equals("io.bpftest")) {
                return SliceIdentifier.of(name);
            } else if (javaClass.isAnnotation() || javaClass.isEnum()) {
                return SliceIdentifier.of("annotations");
            } else if (javaClass.getSimpleName().equals("Bpf")) {
                return SliceIdentifier.of("entry point");
            }
            return SliceIdentifier.of("model");
        }

        @Override
        public String getDescription() {
            return "the layers of the API";
        }
    }
}
