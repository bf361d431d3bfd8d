package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfObject;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;

/** What tests elsewhere throw. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThrowablesTest {

    private static final class Unserializable extends RuntimeException {

        Unserializable(String message, Throwable cause) {
            super(message, cause);
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IOException("not this");
        }
    }

    private static final class UnserializableFailure extends AssertionFailedError {

        UnserializableFailure() {
            super("not the same", "one", "other");
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IOException("not this either");
        }
    }

    /** Throws where others tell a message. */
    private static final class Silent extends AssertionError {

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IOException("nor this");
        }
    }

    @BpfObject("verdicts.bpf.c")
    static class Throwing {

        @Test
        void unserializable() {
            throw new Unserializable("outer", new Unserializable("inner", null));
        }

        @Test
        void unserializableFailure() {
            throw new UnserializableFailure();
        }

        @Test
        void silent() {
            throw new Silent();
        }

        @Test
        void several() {
            throw new MultipleFailuresError(
                    "all", List.of(new IOException("first"), new AssertionFailedError("second", 1, 2)));
        }

        @Test
        void endless() {
            assertThat(depth(1)).isNegative();
        }

        private static int depth(int reached) {
            return reached < 0 ? 0 : 1 + depth(Math.abs(reached));
        }

        @TestFactory
        Stream<DynamicTest> many() {
            return IntStream.range(0, 3000)
                    .mapToObj(i -> DynamicTest.dynamicTest("test " + i, () -> {
                        throw new AssertionFailedError("failed", i, -i);
                    }));
        }
    }

    private Recording run;

    @BeforeAll
    void runElsewhere() {
        run = Recording.of(Elsewhere.process(selectClass(Throwing.class)));
    }

    @Test
    void whatCannotTravelArrivesAsTextWithCauseAndStack() {
        Throwable thrown = run.thrown("unserializable()");

        assertThat(thrown).hasToString(Unserializable.class.getName() + ": outer");
        assertThat(thrown.getStackTrace()[0].getMethodName()).isEqualTo("unserializable");
        assertThat(thrown.getCause()).hasToString(Unserializable.class.getName() + ": inner");
        assertThat(thrown).isNotInstanceOf(AssertionError.class);
    }

    @Test
    void aFailureThatCannotTravelKeepsExpectedAndActual() {
        assertThat(run.thrown("unserializableFailure()"))
                .isInstanceOfSatisfying(AssertionFailedError.class, failure -> {
                    assertThat(failure.getExpected().getStringRepresentation()).isEqualTo("one");
                    assertThat(failure.getActual().getStringRepresentation()).isEqualTo("other");
                });
    }

    @Test
    void aThrowableThatThrowsIsAFailureNevertheless() {
        assertThat(run.thrown("silent()"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("(its getMessage() threw java.lang.IllegalStateException)");
    }

    @Test
    void severalFailuresStaySeveral() {
        assertThat(run.thrown("several()")).isInstanceOfSatisfying(MultipleFailuresError.class, failures -> {
            assertThat(failures.getFailures()).hasSize(2);
            assertThat(((AssertionFailedError) failures.getFailures().get(1))
                            .getExpected()
                            .getValue())
                    .isEqualTo(1);
        });
    }

    @Test
    void anEndlessRecursionIsAFailure() {
        assertThat(run.thrown("endless()")).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void thousandsOfFailuresAllArrive() {
        assertThat(run.thrown("test 2999")).isInstanceOfSatisfying(AssertionFailedError.class, failure -> assertThat(
                        failure.getExpected().getValue())
                .isEqualTo(2999));
        assertThat(run.testsRun()).hasSize(3005);
    }
}
