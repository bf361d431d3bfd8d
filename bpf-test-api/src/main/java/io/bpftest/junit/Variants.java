package io.bpftest.junit;

import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tells which variants of classes run in a context of Jupiter. */
final class Variants {

    /** Only ids tell the number of a class's repetition. */
    private static final Pattern REPETITION = Pattern.compile("\\[class-template-invocation:#(\\d+)]");

    private Variants() {}

    /** Gives the context's class, and the classes around it, in the variants that run there. */
    static TestClass running(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        List<Class<?>> enclosing = context.getEnclosingTestClasses();
        TestClass plain = TestClass.of(type, enclosing);
        if (!plain.hasVariantsAround()) {
            return plain;
        }
        List<Class<?>> path = new ArrayList<>(enclosing);
        path.add(type);
        TestClass running = chosen(TestClass.of(path.get(0)), context);
        for (Class<?> inner : path.subList(1, path.size())) {
            running = chosen(running.nested(inner), context);
        }
        return running;
    }

    private static TestClass chosen(TestClass testClass, ExtensionContext context) {
        Variant variant = testClass.variants().isEmpty()
                ? null
                : context.getStore(RunState.NAMESPACE).get(key(testClass.type()), Variant.class);
        return variant == null ? testClass : testClass.as(variant);
    }

    /**
     * Chooses the variant for one repetition of a class.
     *
     * @return whether the class has variants
     */
    static boolean choose(ExtensionContext repetition) {
        Class<?> type = repetition.getRequiredTestClass();
        List<Variant> variants = TestClass.of(type).variants();
        List<Integer> numbers = repetitions(repetition);
        if (variants.isEmpty() || numbers.isEmpty()) {
            return false;
        }
        Variant variant = variants.get(numbers.get(numbers.size() - 1) - 1);
        repetition.getStore(RunState.NAMESPACE).put(key(type), variant);
        return true;
    }

    /**
     * Checks that a handle means something in the class.
     *
     * @throws InjectionException if the class has variants, and none runs
     */
    static void check(Injectable asked, TestClass testClass) {
        if (testClass.lacksVariant()) {
            throw new InjectionException(new Problem(
                    "The " + asked.description() + " is of no variant",
                    testClass.type().getName() + " has variants, and none of them runs: @BeforeAll and @AfterAll run "
                            + "once for all, and without junit-jupiter-params no variant ever does",
                    "a handle within a variant",
                    "take it in @BeforeEach, or in @BeforeParameterizedClassInvocation, which runs once a variant"));
        }
    }

    /** The name of a class in reports, different for each of its repetitions. */
    static String nameInReports(TestClass testClass, ExtensionContext context) {
        if (!testClass.isRepeatedOtherwise()) {
            return testClass.nameInReports();
        }
        StringBuilder name = new StringBuilder(testClass.nameInReports());
        repetitions(context).forEach(number -> name.append('[').append(number).append(']'));
        return name.toString();
    }

    private static List<Integer> repetitions(ExtensionContext context) {
        List<Integer> numbers = new ArrayList<>();
        Matcher matcher = REPETITION.matcher(context.getUniqueId());
        while (matcher.find()) {
            numbers.add(Integer.valueOf(matcher.group(1)));
        }
        return numbers;
    }

    private static String key(Class<?> type) {
        return "variant " + type.getName();
    }
}
