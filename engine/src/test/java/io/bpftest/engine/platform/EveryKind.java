package io.bpftest.engine.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.bpftest.BpfObject;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fixture with all that Jupiter knows; its own results are of no interest, only how they are told. */
@BpfObject("verdicts.bpf.c")
@Tag("every")
@TestMethodOrder(MethodOrderer.MethodName.class)
class EveryKind {

    @Test
    void passes() {}

    @Test
    @Tag("slow")
    @DisplayName("a name for people: ü")
    void named() {}

    @Test
    void fails() {
        assertEquals("wanted", "got");
    }

    @Test
    void throwsWithCauseAndSuppressed() {
        IllegalStateException thrown = new IllegalStateException("outer", new IllegalArgumentException("inner"));
        thrown.addSuppressed(new IllegalArgumentException("beside"));
        throw thrown;
    }

    @Test
    void isAborted() {
        assumeTrue(false, "the reason to abort");
    }

    @Test
    @Disabled("the reason to disable")
    void isDisabled() {}

    @Test
    void reports(TestReporter reporter) {
        reporter.publishEntry("key", "value");
    }

    @Test
    void publishes(TestReporter reporter) {
        reporter.publishFile("note.txt", MediaType.TEXT_PLAIN, file -> Files.writeString(file, "a note"));
        reporter.publishDirectory("folder", folder -> Files.writeString(folder.resolve("within.txt"), "another"));
    }

    @ParameterizedTest(name = "number {0}")
    @ValueSource(ints = {1, 2, 3})
    void takesNumbers(int number) {
        assertEquals(2, number);
    }

    @RepeatedTest(2)
    void repeats() {}

    @TestFactory
    Stream<DynamicNode> makesTests() {
        return Stream.of(
                dynamicTest("made", () -> {}),
                dynamicTest("made for a place", URI.create("file:/somewhere"), () -> assertEquals(1, 2)),
                dynamicContainer("group", List.of(dynamicTest("made within", () -> {}))));
    }

    @Nested
    class Inner {

        @Test
        void isNested() {}

        @Nested
        class Innermost {

            @Test
            void isNestedTwice() {
                throw new IllegalStateException("deep");
            }
        }
    }

    @Nested
    class Broken {

        @BeforeAll
        static void breaks() {
            throw new IllegalStateException("before all");
        }

        @Test
        void neverRuns() {}
    }

    @Nested
    @ParameterizedClass
    @ValueSource(strings = {"a", "b"})
    class Template {

        @Parameter
        String letter;

        @Test
        void hasLetter() {
            assertEquals("a", letter);
        }
    }
}
