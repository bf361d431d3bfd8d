package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.Lifecycle;
import io.bpftest.map.KernelMap;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs fixture classes in several threads at once. */
class ParallelTest {

    private static final int TOGETHER = 4;
    private static final long LIMIT = 60;

    private static CyclicBarrier barrier;
    private static CountDownLatch bothClassesRun;

    @Test
    void testsWithObjectsOfTheirOwnNeverSeeEachOthersMaps() {
        barrier = new CyclicBarrier(TOGETHER);

        run(TOGETHER, PerMethod.class);
    }

    @Test
    void methodsThatShareAnObjectNeverOverlapWhileOtherClassesGoOn() {
        bothClassesRun = new CountDownLatch(2);

        run(2 * 4, FirstShared.class, SecondShared.class);
    }

    @Test
    void classesThatInheritAStaticFieldNeverOverlap() {
        run(2, FirstInheriting.class, SecondInheriting.class);
    }

    private static void run(int tests, Class<?>... classes) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(Arrays.stream(classes)
                        .map(DiscoverySelectors::selectClass)
                        .toArray(DiscoverySelector[]::new))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .execute()
                .testEvents()
                .assertStatistics(s -> s.started(tests).succeeded(tests).failed(0));
    }

    @BpfObject(value = "several_sizes.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    abstract static class WithStaticField {

        private static final AtomicInteger RUNNING = new AtomicInteger();

        @BpfMap
        static KernelMap<Integer, Integer> counted;

        private static KernelMap<Integer, Integer> injected;

        @BeforeAll
        static void begin() {
            assertThat(RUNNING.incrementAndGet()).as("classes at once").isOne();
            injected = counted;
        }

        @Test
        void theFieldHoldsWhatTheClassWasGiven() {
            assertThat(counted).isSameAs(injected);
            counted.put(0, 1);
        }

        @AfterAll
        static void end() {
            RUNNING.decrementAndGet();
        }
    }

    static class FirstInheriting extends WithStaticField {}

    static class SecondInheriting extends WithStaticField {}

    @BpfObject("several_sizes.bpf.c")
    static class PerMethod {

        @BpfMap
        KernelMap<Integer, Integer> counted;

        @Test
        void first() throws Exception {
            writeAndReadBack(1, counted);
        }

        @Test
        void second(@BpfMap("counted") KernelMap<Integer, Integer> parameter) throws Exception {
            writeAndReadBack(2, parameter);
        }

        @Nested
        class Inside {

            @Test
            void third() throws Exception {
                writeAndReadBack(3, counted);
            }

            @Test
            void fourth(@BpfMap("counted") KernelMap<Integer, Integer> parameter) throws Exception {
                writeAndReadBack(4, parameter);
            }
        }

        /** All write, then all read: none passes before all have come. */
        private static void writeAndReadBack(int value, KernelMap<Integer, Integer> map) throws Exception {
            assertThat(map.get(0)).isZero();
            barrier.await(LIMIT, TimeUnit.SECONDS);
            map.put(0, value);
            barrier.await(LIMIT, TimeUnit.SECONDS);
            assertThat(map.get(0)).isEqualTo(value);
            barrier.await(LIMIT, TimeUnit.SECONDS);
        }
    }

    @BpfObject(value = "several_sizes.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    static class FirstShared {

        private static final Turnstile TURNSTILE = new Turnstile();

        @BpfMap
        static KernelMap<Integer, Integer> counted;

        @RepeatedTest(2)
        void isAlone() throws Exception {
            TURNSTILE.pass(counted);
        }

        @Nested
        class Inside {

            @RepeatedTest(2)
            void isAloneToo(@BpfMap("counted") KernelMap<Integer, Integer> parameter) throws Exception {
                TURNSTILE.pass(parameter);
            }
        }
    }

    @BpfObject(value = "several_sizes.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    static class SecondShared {

        private static final Turnstile TURNSTILE = new Turnstile();

        @Test
        void isAlone(@BpfMap("counted") KernelMap<Integer, Integer> counted) throws Exception {
            TURNSTILE.pass(counted);
        }

        @Nested
        class Inside {

            @Nested
            class Deeper {

                @RepeatedTest(3)
                void isAloneToo(@BpfMap("counted") KernelMap<Integer, Integer> counted) throws Exception {
                    TURNSTILE.pass(counted);
                }
            }
        }
    }

    /** Counts how many methods of one class are inside. */
    private static final class Turnstile {

        private final AtomicInteger inside = new AtomicInteger();
        private final CountDownLatch second = new CountDownLatch(1);

        void pass(KernelMap<Integer, Integer> map) throws InterruptedException {
            if (inside.incrementAndGet() > 1) {
                second.countDown();
            }
            assertThat(map.get(0)).as("restored").isZero();
            map.put(0, 1);
            bothClassesRun.countDown();
            assertThat(bothClassesRun.await(LIMIT, TimeUnit.SECONDS))
                    .as("the other class")
                    .isTrue();
            // Long enough for another method to come in, if nothing kept it out.
            assertThat(second.await(100, TimeUnit.MILLISECONDS))
                    .as("a second method")
                    .isFalse();
            inside.decrementAndGet();
        }
    }
}
