package io.bpftest.engine.trace;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.error.HostCodeException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.lab.ErrorNumber;
import io.bpftest.lab.ExecResult;
import io.bpftest.lab.Tracing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that a test makes happen is done in one thread, which is known. */
class TracingThreadTest {

    private final Tracing tracing = Bpf.tracing();

    @AfterEach
    void close() {
        tracing.close();
    }

    @Test
    void allCodeRunsInTheSameThreadWhateverItThrows() {
        Thread first = tracing.call(Thread::currentThread);
        int number = tracing.threadId();
        assertThat(number).isNotEqualTo(tracing.processId());
        assertThatThrownBy(() -> tracing.run(() -> {
                    throw new IOException("on purpose");
                }))
                .isInstanceOf(HostCodeException.class)
                .hasRootCauseMessage("on purpose");
        assertThatThrownBy(() -> tracing.run(() -> assertThat(1).isEqualTo(2))).isInstanceOf(AssertionError.class);

        assertThat(tracing.call(Thread::currentThread)).isSameAs(first);
        assertThat(tracing.threadId()).isEqualTo(number);
        assertThat(tracing.call(() -> tracing.call(Thread::currentThread)))
                .as("code within code")
                .isSameAs(first);
    }

    @Test
    void theNumbersAreThoseOfTheKernel() throws IOException {
        Path status = Path.of("/proc/" + tracing.processId() + "/task/" + tracing.threadId() + "/comm");
        assertThat(Files.readString(status)).startsWith("bpf-test");
    }

    @Test
    void codeThatTakesTooLongIsGivenUpAndTheNextRuns() {
        CountDownLatch never = new CountDownLatch(1);
        Thread first = tracing.call(Thread::currentThread);

        assertThatThrownBy(() -> tracing.call(Duration.ofMillis(50), () -> {
                    never.await();
                    return 1;
                }))
                .isInstanceOf(HostCodeException.class)
                .hasMessageContaining("took more than 50 ms");

        assertThat(tracing.call(Thread::currentThread)).isNotSameAs(first);
    }

    @Test
    void aProgramIsExecutedOrItIsSaidWhyNot(@TempDir Path folder) throws IOException {
        ExecResult sevens = tracing.execute(Path.of("/bin/sh"), "-c", "exit 7");
        assertThat(sevens).succeeds();
        assertThat(sevens.exitCode()).isEqualTo(7);
        assertThat(sevens).hasToString("execution of \"/bin/sh -c exit 7\" in the tracing thread ran and ended with 7");
        assertThat(tracing.execute(Path.of("/bin/sh"), "-c", "kill -9 $$").exitCode())
                .isEqualTo(128 + 9);

        assertThat(tracing.execute(folder.resolve("nothing"))).isRefusedWith(ErrorNumber.ENOENT);
        Path text = Files.writeString(folder.resolve("text"), "no program");
        ExecResult refused = tracing.execute(text);
        assertThat(refused).isRefusedWith(ErrorNumber.EACCES);
        assertThat(refused.processId()).isZero();
        assertThat(refused.exitCode()).isEqualTo(-1);
    }

    @Test
    void nothingIsDoneOnceItIsClosed() {
        tracing.close();
        tracing.close();
        assertThatThrownBy(tracing::getpid)
                .isInstanceOf(ObjectClosedException.class)
                .hasMessageContaining("The test's Tracing is closed");
    }
}
