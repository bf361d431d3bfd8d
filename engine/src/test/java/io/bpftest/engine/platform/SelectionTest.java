package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;
import static org.junit.platform.launcher.TagFilter.excludeTags;
import static org.junit.platform.launcher.TagFilter.includeTags;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** All ways to select tests, of which tests elsewhere must take the same as local ones. */
class SelectionTest {

    private static final String NAME = EveryKind.class.getName();
    private static final String OF_JUPITER = "[engine:junit-jupiter]/[class:" + NAME + "]";
    private static final String OURS = "[engine:bpf-test]/[class:" + NAME + "]";

    private static Recording run(DiscoverySelector... selectors) {
        Recording recording = Recording.of(Elsewhere.process(selectors));
        assertThat(recording.testsRunBy("junit-jupiter")).isZero();
        return recording;
    }

    @Test
    void oneMethod() {
        assertThat(run(selectMethod(EveryKind.class, "passes")).testsRun()).containsExactly("passes()");
    }

    @Test
    void aNestedClass() {
        assertThat(run(selectClass(EveryKind.Inner.class)).testsRun()).containsExactly("isNested()", "isNestedTwice()");
    }

    @Test
    void aPackage() {
        Recording recording = Recording.of(Elsewhere.process(selectPackage("io.bpftest.engine.platform"))
                .filters(includeClassNamePatterns(".*EveryKind"))
                .filters(includeTags("slow")));

        assertThat(recording.testsRun()).containsExactly("a name for people: ü");
        assertThat(recording.testsRunBy("bpf-test")).isEqualTo(1);
    }

    @Test
    void tags() {
        Recording recording = Recording.of(Elsewhere.process(selectClass(EveryKind.class))
                .filters(includeTags("every"), excludeTags("fast"), includeTags("slow")));

        assertThat(recording.testsRun()).containsExactly("a name for people: ü");
    }

    @Test
    void uniqueIdsOfEitherEngine() {
        assertThat(run(selectUniqueId(OURS + "/[method:passes()]")).testsRun()).containsExactly("passes()");
        assertThat(run(selectUniqueId(OF_JUPITER + "/[method:passes()]")).testsRun())
                .containsExactly("passes()");
    }

    @Test
    void oneInvocationOfAParameterisedTest() {
        String id = "/[test-template:takesNumbers(int)]/[test-template-invocation:#2]";

        assertThat(run(selectUniqueId(OURS + id)).testsRun()).containsExactly("number 2");
        assertThat(run(selectUniqueId(OF_JUPITER + id)).testsRun()).containsExactly("number 2");
        assertThat(run(selectIteration(selectMethod(EveryKind.class, "takesNumbers", int.class), 2))
                        .testsRun())
                .containsExactly("number 3");
    }

    @Test
    void anInvocationBesideItsWholeMethod() {
        assertThat(run(
                                selectUniqueId(OURS + "/[test-template:repeats()]/[test-template-invocation:#2]"),
                                selectMethod(EveryKind.class, "repeats"))
                        .testsRun())
                .containsExactly("repetition 1 of 2", "repetition 2 of 2");
    }

    @Test
    void oneOfTheTestsThatAFactoryMakes() {
        assertThat(run(selectUniqueId(OURS + "/[test-factory:makesTests()]/[dynamic-container:#3]/[dynamic-test:#1]"))
                        .testsRun())
                .containsExactly("made within");
        assertThat(run(selectIteration(selectMethod(EveryKind.class, "makesTests"), 0))
                        .testsRun())
                .containsExactly("made");
    }

    @Test
    void oneInvocationOfAClass() {
        Recording recording = run(selectUniqueId(
                OURS + "/[nested-class-template:Template]/[class-template-invocation:#2]/[method:hasLetter()]"));

        assertThat(recording.testsRun()).containsExactly("hasLetter()");
        assertThat(recording.thrown("hasLetter()")).hasMessageContaining("but was: <b>");
    }

    /** This is how Surefire's {@code -Dtest=Class#method} selects. */
    @Test
    void aFilterByMethod() {
        PostDiscoveryFilter filter = test -> FilterResult.includedIf(test.getSource()
                .map(source -> source instanceof MethodSource method
                        && method.getMethodName().equals("repeats"))
                .orElse(false));

        Recording recording =
                Recording.of(Elsewhere.process(selectClass(EveryKind.class)).filters(filter));

        assertThat(recording.testsRun()).containsExactly("repetition 1 of 2", "repetition 2 of 2");
    }
}
