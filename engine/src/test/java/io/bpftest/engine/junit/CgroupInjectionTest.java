package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfCgroup;
import io.bpftest.BpfGlobal;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Lifecycle;
import io.bpftest.assertion.BpfAssertions;
import io.bpftest.engine.cgroup.MakesGroups;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.CgroupHook;
import io.bpftest.lab.ErrorNumber;
import io.bpftest.lab.SocketKind;
import io.bpftest.lab.TestSocket;
import io.bpftest.map.GlobalVariable;
import io.bpftest.program.CgroupSockAddrProgram;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Control groups of fixture classes, each seen from outside. */
@MakesGroups
class CgroupInjectionTest {

    /** The groups of the fixtures' tests, and what each of them wanted. */
    private static final Map<Path, Integer> SEEN = new ConcurrentHashMap<>();

    private static final CyclicBarrier TOGETHER = new CyclicBarrier(2);

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static Events run(Class<?> fixture, boolean parallel) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(fixture))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", Boolean.toString(parallel))
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .execute()
                .testEvents();
    }

    private static void assertGone(int groups) {
        assertThat(SEEN).hasSize(groups);
        assertThat(SEEN.keySet()).allSatisfy(group -> assertThat(group).doesNotExist());
    }

    @Test
    void eachTestHasAGroupOfItsOwnWhichIsGoneAfterIt() {
        run(PerMethod.class, false).assertStatistics(s -> s.succeeded(3).failed(0));
        assertGone(3);
    }

    @ParameterizedTest
    @ValueSource(classes = {Fails.class, LeavesACommand.class})
    void aGroupIsGoneWhateverItsTestDid(Class<?> fixture) {
        assertThat(run(fixture, false).finished().count()).isEqualTo(1);
        assertGone(1);
    }

    @Test
    void theTestsOfAClassShareAGroupAndFindItAsItWasBeforeTheFirst() {
        run(PerClass.class, false).assertStatistics(s -> s.succeeded(3).failed(0));
        assertGone(1);
    }

    @Test
    void testsThatRunAtTheSameTimeDoNotSeeEachOthersPrograms() {
        run(AtTheSameTime.class, true).assertStatistics(s -> s.succeeded(2).failed(0));
        assertGone(2);
    }

    @BpfCgroup
    static class PerMethod {

        @BpfCgroup
        Cgroup field;

        @BeforeEach
        void sameAsField(Cgroup group) {
            assertThat(group).isSameAs(field);
        }

        @RepeatedTest(3)
        void seesItsOwn(Cgroup group) {
            assertThat(group).isSameAs(field);
            SEEN.put(group.path(), 1);
        }
    }

    @BpfCgroup
    static class Fails {
        @Test
        void fails(Cgroup group) {
            SEEN.put(group.path(), 1);
            throw new AssertionError("on purpose");
        }
    }

    @BpfCgroup
    static class LeavesACommand {
        @Test
        void leavesACommand(Cgroup group) {
            SEEN.put(group.path(), 1);
            group.command("sh", "-c", "sleep 3600 >/dev/null 2>&1 &");
        }
    }

    @BpfObject("cgroup_order.bpf.c")
    @BpfCgroup(lifecycle = Lifecycle.PER_CLASS)
    static class PerClass {

        private static TestSocket before;
        private static TestSocket last;
        private static Cgroup child;
        private static ProcessHandle keptCommand;
        private static @Nullable ProcessHandle lastCommand;

        @BeforeAll
        static void open(Cgroup group) {
            before = group.socket(SocketKind.UDP4);
            last = before;
            child = group.child();
            keptCommand = background(group);
        }

        private static ProcessHandle background(Cgroup group) {
            String number = group.command("sh", "-c", "sleep 3600 >/dev/null 2>&1 & echo $!")
                    .output();
            return ProcessHandle.of(Long.parseLong(number.strip())).orElseThrow();
        }

        @RepeatedTest(3)
        void findsNoProgramOfTheLast(@BpfProgram("outer") CgroupSockAddrProgram outer, Cgroup group) {
            SEEN.put(group.path(), 1);
            assertThat(before.descriptor()).isNotNegative();
            assertThat(last.descriptor() >= 0).isEqualTo(last == before);
            assertThat(keptCommand.isAlive()).isTrue();
            assertThat(lastCommand == null || !lastCommand.isAlive()).isTrue();
            BpfAssertions.assertThat(group).runs(CgroupHook.CONNECT4);
            BpfAssertions.assertThat(child).runs(CgroupHook.CONNECT4);
            child.attach(outer);
            group.attach(outer);
            lastCommand = background(group);
            last = group.socket(SocketKind.UDP4);
            BpfAssertions.assertThat(last.connect("127.0.0.1", 9)).succeeds();
        }
    }

    @BpfObject("cgroup_addresses.bpf.c")
    @Execution(ExecutionMode.CONCURRENT)
    static class AtTheSameTime {

        @Test
        void refuses(
                @BpfProgram("connect4") CgroupSockAddrProgram program,
                @BpfGlobal("refused") GlobalVariable<Integer> refused,
                Cgroup group)
                throws Exception {
            group.attach(program);
            refused.set(1);
            SEEN.put(group.path(), 1);
            TOGETHER.await(1, TimeUnit.MINUTES);
            BpfAssertions.assertThat(group.socket(SocketKind.UDP4).connect("127.0.0.1", 9))
                    .isRefusedWith(ErrorNumber.EPERM);
            TOGETHER.await(1, TimeUnit.MINUTES);
        }

        @Test
        void allows(@BpfProgram("connect4") CgroupSockAddrProgram program, Cgroup group) throws Exception {
            group.attach(program);
            SEEN.put(group.path(), 2);
            TOGETHER.await(1, TimeUnit.MINUTES);
            BpfAssertions.assertThat(group.socket(SocketKind.UDP4).connect("127.0.0.1", 9))
                    .wentWhereAsked();
            BpfAssertions.assertThat(group).runs(CgroupHook.CONNECT4, program);
            TOGETHER.await(1, TimeUnit.MINUTES);
        }
    }
}
