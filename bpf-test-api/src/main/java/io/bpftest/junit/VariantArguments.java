package io.bpftest.junit;

import io.bpftest.BpfVariant;
import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclaration;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.junit.platform.commons.support.AnnotationSupport;

/** Has a class run once for each of its variants; {@link BpfVariant} brings it. */
public final class VariantArguments implements ArgumentsProvider {

    /** For Jupiter. */
    public VariantArguments() {}

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        List<Variant> variants = TestClass.of(testClass).variants();
        checkNames(testClass, variants);
        checkOptions(testClass, variants);
        checkSources(testClass);
        Class<?> wanted = parameters
                .getFirst()
                .map(ParameterDeclaration::getParameterType)
                .orElse(null);
        return variants.stream().map(variant -> {
            if (wanted == BpfVariant.class) {
                return Arguments.argumentSet(variant.name(), variant.annotation());
            }
            // Without an argument for it, a constructor parameter is left to the extensions, ours for one.
            return wanted == String.class
                    ? Arguments.argumentSet(variant.name(), variant.name())
                    : Arguments.argumentSet(variant.name());
        });
    }

    /** What a failure leaves is kept in folders named after the variants. */
    private static void checkNames(Class<?> testClass, List<Variant> variants) {
        Set<String> names = new HashSet<>();
        for (Variant variant : variants) {
            if (!names.add(variant.nameInReports())) {
                throw new InjectionException(new Problem(
                        "The variants of " + testClass.getName() + " cannot be told apart",
                        "two of the name \"" + variant.name() + "\"",
                        "names that differ in letters or digits",
                        "give each variant a name of its own"));
            }
        }
    }

    private static void checkOptions(Class<?> testClass, List<Variant> variants) {
        List<ObjectDeclaration> objects = TestClass.of(testClass).level().objects();
        for (Variant variant : variants) {
            if (variant.annotation().cflags().length > 0 && objects.stream().noneMatch(variant::isFor)) {
                throw new InjectionException(new Problem(
                        "The options of the variant \"" + variant.name() + "\" of " + testClass.getName()
                                + " are for no object",
                        String.join(
                                ", ",
                                objects.stream().map(ObjectDeclaration::file).toList()),
                        variant.annotation().object().isEmpty()
                                ? "a source, named by @BpfObject on the class itself"
                                : "the source " + variant.annotation().object() + ", named by @BpfObject on the class "
                                        + "itself",
                        "name the source on this class, or correct the variant's object"));
            }
        }
    }

    /** The number of an invocation tells its variant only where nothing else gives invocations. */
    private static void checkSources(Class<?> testClass) {
        if (AnnotationSupport.findRepeatableAnnotations(testClass, ArgumentsSource.class).stream()
                .anyMatch(source -> source.value() != VariantArguments.class)) {
            throw new InjectionException(new Problem(
                    testClass.getName() + " has variants and another source of arguments",
                    "both @BpfVariant and an annotation such as @ValueSource",
                    "one of them",
                    "give the other arguments to a nested class, or to parameterised methods"));
        }
    }
}
