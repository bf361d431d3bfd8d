package io.bpftest.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CurrentTestTest {

    @Test
    void aTestThatNobodySetIsFoundOnTheStack() {
        Supplier<CurrentTest> inLambda = CurrentTest::get;

        assertThat(inLambda.get().className()).isEqualTo("CurrentTestTest");
        assertThat(inLambda.get().methodName()).isEqualTo("aTestThatNobodySetIsFoundOnTheStack");
    }

    @Test
    void inAThreadOfATestItIsTheTaskThatIsFound() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            CurrentTest test = thread.submit(() -> CurrentTest.get()).get();

            assertThat(test.className()).isEqualTo("CurrentTestTest");
            assertThat(test.methodName()).isEqualTo("inAThreadOfATestItIsTheTaskThatIsFound");
        } finally {
            thread.shutdownNow();
        }
    }

    @Nested
    class Within {
        @Test
        void enclosingClassesStandBeforeIt() {
            assertThat(CurrentTest.get().folder().getFileName()).hasToString("CurrentTestTest.Within");
        }
    }

    @Test
    void filesAreShownFromTheWorkingDirectory() {
        Path here = Path.of("").toAbsolutePath();

        assertThat(CurrentTest.shown(here.resolve("target/../target/x.pcap"))).isEqualTo("target/x.pcap");
        assertThat(CurrentTest.shown(here.resolveSibling("x.pcap")))
                .isEqualTo(here.resolveSibling("x.pcap").toString());
    }
}
