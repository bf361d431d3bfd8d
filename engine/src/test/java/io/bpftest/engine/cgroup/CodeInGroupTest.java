package io.bpftest.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfCgroup;
import io.bpftest.error.HostCodeException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.ToolMissingException;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Java code and commands in control groups. */
@BpfCgroup
@MakesGroups
class CodeInGroupTest {

    private static final Path MEMBERSHIP = Path.of("/proc/thread-self/cgroup");

    private static String group() throws IOException {
        return Files.readAllLines(MEMBERSHIP).stream()
                .filter(line -> line.startsWith("0::"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void codeRunsInTheGroupAndNothingElseDoes(Cgroup group) throws Exception {
        assertThat(group.call(CodeInGroupTest::group)).endsWith("/" + group.name());
        assertThat(group()).doesNotContain(group.name());
    }

    @Test
    void aCommandRunsInTheGroup(Cgroup group) {
        CommandResult result = group.command("cat", "/proc/self/cgroup");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("/" + group.name());
    }

    @Test
    void aCommandTellsWhatItPrintedAndHowItEnded(Cgroup group) {
        CommandResult result = group.command("sh", "-c", "echo out; echo err >&2; exit 3");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.output()).isEqualTo("out\n");
        assertThat(result.error()).isEqualTo("err\n");
    }

    @Test
    void aThreadThatTheCodeStartsIsInTheGroupToo(Cgroup group) throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        group.run(() -> {
            Thread thread = new Thread(() -> {
                try {
                    seen.set(group());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            thread.join();
        });

        assertThat(seen.get()).endsWith("/" + group.name());
    }

    @Test
    void aGroupWithinAGroupHasItsOwnMembers(Cgroup group) throws Exception {
        Cgroup child = group.child();

        assertThat(child.call(CodeInGroupTest::group)).endsWith("/" + group.name() + "/" + child.name());
        assertThat(child.path()).hasParent(group.path());
        assertThat(child.id()).isNotEqualTo(group.id());
    }

    @Test
    void whatTheCodeThrowsIsThrownWithTheLineOfTheTest(Cgroup group) {
        assertThatThrownBy(() -> group.run(() -> assertThat(1).isEqualTo(2)))
                .isInstanceOf(AssertionError.class)
                .satisfies(thrown -> assertThat(thrown.getStackTrace()).anyMatch(line -> line.getMethodName()
                        .equals("whatTheCodeThrowsIsThrownWithTheLineOfTheTest")));
        assertThatThrownBy(() -> group.run(() -> {
                    throw new IOException("no such thing");
                }))
                .isInstanceOf(HostCodeException.class)
                .hasMessageContaining("Code in cgroup " + group.name() + " failed")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void codeThatHangsIsInterruptedAndToldWhereItWas(Cgroup group) {
        assertThatThrownBy(() -> group.run(Duration.ofMillis(50), () -> new CountDownLatch(1).await()))
                .isInstanceOf(HostCodeException.class)
                .hasMessageContaining("Code in cgroup " + group.name() + " was given up")
                .hasMessageContaining("CountDownLatch.await");
    }

    @Test
    void aCommandThatHangsIsKilledAndToldWhatItPrinted(Cgroup group) throws Exception {
        assertThatThrownBy(() -> group.command(Duration.ofMillis(300), "sh", "-c", "echo begun; exec sleep 3600"))
                .isInstanceOf(HostCodeException.class)
                .hasMessageContaining("in cgroup " + group.name() + " was given up")
                .hasMessageContaining("it took more than 300 ms; it had written\n" + " ".repeat(12) + "begun");
        group.close();
        assertThat(group.path()).doesNotExist();
    }

    @Test
    void aCommandThatIsNotThereIsToldSo(Cgroup group) {
        assertThatThrownBy(() -> group.command("no-such-command-at-all"))
                .isInstanceOf(ToolMissingException.class)
                .hasMessageContaining(
                        "The command \"no-such-command-at-all\" in cgroup " + group.name() + " cannot be started")
                .hasMessageContaining("the program \"no-such-command-at-all\" on the PATH");
    }

    @Test
    void whatACommandLeavesRunningIsKilledWithTheGroup() throws Exception {
        Cgroup group = Bpf.cgroup();
        CommandResult started = group.command("sh", "-c", "sleep 3600 >/dev/null 2>&1 & echo $!");
        long left = Long.parseLong(started.output().strip());
        assertThat(ProcessHandle.of(left)).isPresent();

        group.close();

        // It is gone once whoever is its parent by now has noticed.
        Optional<ProcessHandle> killed = ProcessHandle.of(left);
        if (killed.isPresent()) {
            killed.get().onExit().get(60, TimeUnit.SECONDS);
        }
        assertThat(group.path()).doesNotExist();
    }

    @Test
    void codeThatNoInterruptEndsIsToldAndGoesOnOutsideOfTheGroup() throws Exception {
        Cgroup group = Bpf.cgroup();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Boolean> end = new AtomicReference<>(false);
        Thread caller = new Thread(() -> {
            try {
                group.run(() -> {
                    begun.countDown();
                    while (!end.get()) {
                        Thread.onSpinWait();
                    }
                });
            } catch (RuntimeException e) {
                // The thread that waited is not of interest here.
            }
        });
        caller.start();
        begun.await();

        assertThatThrownBy(group::close)
                .isInstanceOf(HostCodeException.class)
                .hasMessageContaining("goes on though it was interrupted")
                .hasMessageContaining("CodeInGroupTest");
        assertThat(group.path()).doesNotExist();
        end.set(true);
        caller.join();
    }

    @Test
    void aClosedGroupIsGoneAndRefused() {
        Cgroup group = Bpf.cgroup();
        Cgroup child = group.child();
        assertThat(child.path()).isDirectory();
        group.close();
        group.close();

        assertThat(group.path()).doesNotExist();
        assertThatThrownBy(() -> group.run(() -> {})).isInstanceOf(ObjectClosedException.class);
        assertThatThrownBy(() -> child.run(() -> {})).isInstanceOf(ObjectClosedException.class);
        assertThatThrownBy(group::child).isInstanceOf(ObjectClosedException.class);
    }
}
