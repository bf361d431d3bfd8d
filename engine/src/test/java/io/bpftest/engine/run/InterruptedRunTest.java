package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.program.XdpLiveOptions.liveOn;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.SystemCall;
import io.bpftest.error.RunRefusedException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpProgram;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import jnr.ffi.LibraryLoader;
import org.junit.jupiter.api.Test;

/** Signals end test runs with EINTR. The JVM has a handler for SIGPIPE that does nothing, so this one does no harm. */
@BpfObject("traps.bpf.c")
class InterruptedRunTest {

    private static final byte[] FRAME = Frames.ofLength(64);
    private static final int SIGPIPE = 13;

    @BpfProgram("linear")
    XdpProgram program;

    @BpfMap
    KernelMap<Integer, Integer> seen;

    /** The C library's functions; only this test needs them. */
    public interface Signals {
        int getpid();

        int tgkill(int process, int thread, int signal);
    }

    /** What runs until a signal comes. */
    private interface Work {
        void run() throws Exception;
    }

    @Test
    void aSignalEndsARepeatedRunWithEintr() throws Exception {
        interrupted(() -> assertThat(BareRun.of(program)
                        .packet(FRAME)
                        .repeat(Integer.MAX_VALUE)
                        .run())
                .isEqualTo(Errno.EINTR));
    }

    @Test
    void aRunRunsOnceWhateverSignalsCome() throws Exception {
        interrupted(() -> {
            for (int i = 1; i <= 100_000; i++) {
                program.run(FRAME);
            }
        });
        assertThat(seen).containsEntry(0, 100_000);
    }

    @Test
    void liveFramesThatASignalCutsShortAreNotSentAgain() throws Exception {
        interrupted(() -> assertThatThrownBy(
                        () -> program.runLive(FRAME, liveOn("lo").frames(Integer.MAX_VALUE)))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("A signal cut the live run")
                .hasMessageContaining("how many is not known"));
    }

    /** Runs work in a thread that gets signals until it is done. */
    private static void interrupted(Work work) throws Exception {
        Signals signals = LibraryLoader.create(Signals.class).load("c");
        CountDownLatch started = new CountDownLatch(1);
        long[] thread = new long[1];
        FutureTask<Void> task = new FutureTask<>(() -> {
            thread[0] = SystemCall.GETTID.call(0, 0, 0, 0, 0);
            started.countDown();
            work.run();
            return null;
        });
        Thread runs = new Thread(task, "interrupted");
        runs.setDaemon(true);
        runs.start();
        started.await();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!task.isDone() && System.nanoTime() < end) {
            assertThat(signals.tgkill(signals.getpid(), (int) thread[0], SIGPIPE))
                    .isIn(0, -1);
            runs.join(1);
        }
        task.get(0, TimeUnit.SECONDS);
    }
}
