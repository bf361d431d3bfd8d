package io.bpftest.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.map.KernelMap;
import io.bpftest.map.PerCpuMap;
import io.bpftest.program.PacketProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

@BpfObject("verdicts.bpf.c")
@BpfObject("maps.bpf.c")
class ParallelRunsTest {

    private static final int THREADS = 8;
    private static final int RUNS = 2000;

    @BpfProgram("xdp_verdict")
    XdpProgram xdp;

    @BpfProgram("tc_verdict")
    TcProgram tc;

    @Test
    void eachOfManyThreadsOnOneHandleGetsItsOwnVerdictsAndPackets() throws Exception {
        inParallel(thread -> {
            for (int i = 0; i < RUNS; i++) {
                int wanted = thread * RUNS + i;
                gives(wanted, xdp);
                if (i % 4 == 0) {
                    gives(-wanted, tc);
                }
            }
        });
    }

    @Test
    void noRunIsLostOrCountedTwice(
            @BpfProgram("count") XdpProgram count, @BpfMap("percpu_array") PerCpuMap<Integer, Long> counted)
            throws Exception {
        inParallel(thread -> {
            for (int i = 0; i < RUNS; i++) {
                count.run(Frames.ofLength(64));
            }
        });

        assertThat(counted.sum(0)).isEqualTo((long) THREADS * RUNS);
    }

    @Test
    void eachOfManyThreadsOnOneMapReadsWhatItWrote(@BpfMap("array") KernelMap<Integer, Long> array) throws Exception {
        inParallel(thread -> {
            for (int i = 0; i < RUNS; i++) {
                long value = (long) thread << 32 | i;
                if (thread < 4) {
                    array.put(thread, value);
                    assertThat(array.get(thread)).isEqualTo(value);
                } else {
                    assertThat(array.toMap()).containsOnlyKeys(0, 1, 2, 3);
                }
            }
        });
    }

    private static void gives(int wanted, PacketProgram<?, ?> program) {
        byte[] packet = Frames.asking(wanted);
        packet[63] = (byte) wanted;
        var run = program.run(packet);
        assertThat(run.returnValue()).isEqualTo(wanted);
        assertThat(run.output()).isEqualTo(packet);
    }

    /** Runs a task once in each thread, all at the same time, and rethrows what one throws. */
    static void inParallel(IntConsumer task) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch ready = new CountDownLatch(THREADS);
        List<Future<?>> results = new ArrayList<>();
        try {
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                results.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    task.accept(thread);
                    return null;
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
