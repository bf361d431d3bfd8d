package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.BpfTracing;
import io.bpftest.Lifecycle;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Tracing;
import io.bpftest.program.TracepointProgram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** What tests attach is detached after them. */
class TracingInjectionTest {

    private static final List<Attachment> ATTACHED = new ArrayList<>();

    @BeforeEach
    void forget() {
        ATTACHED.clear();
    }

    private static Events run(Class<?> fixture) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(fixture))
                .execute()
                .testEvents();
    }

    private static void assertDetached(int attachments) {
        assertThat(ATTACHED).hasSize(attachments).noneMatch(Attachment::isAttached);
    }

    @Test
    void eachTestHasItsOwnAndAllOfATestIsOne() {
        run(PerMethod.class).assertStatistics(s -> s.succeeded(3).failed(0));
        assertDetached(3);
    }

    @Test
    void whatIsAttachedIsDetachedWhenATestFails() {
        run(Fails.class).assertStatistics(s -> s.failed(1));
        assertDetached(1);
    }

    @Test
    void theTestsOfAClassFindWhatWasAttachedBeforeTheFirst() {
        run(PerClass.class).assertStatistics(s -> s.succeeded(3).failed(0));
        assertDetached(4);
    }

    @BpfObject("trace_events.bpf.c")
    static class PerMethod {

        @BpfTracing
        Tracing field;

        @RepeatedTest(3)
        void attaches(@BpfProgram("on_exec") TracepointProgram program, Tracing tracing) {
            assertThat(tracing).isSameAs(field);
            assertThat(tracing.attachments()).isEmpty();
            assertDetached(ATTACHED.size());
            ATTACHED.add(tracing.attach(program));
        }
    }

    @BpfObject("trace_events.bpf.c")
    static class Fails {

        @Test
        void fails(@BpfProgram("on_exec") TracepointProgram program, Tracing tracing) {
            ATTACHED.add(tracing.attach(program));
            assertThat(tracing.attachments()).isEmpty();
        }
    }

    @BpfObject(value = "trace_events.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    @BpfTracing(lifecycle = Lifecycle.PER_CLASS)
    static class PerClass {

        @BeforeAll
        static void attach(@BpfProgram("on_exec") TracepointProgram program, Tracing tracing) {
            ATTACHED.add(tracing.attach(program));
        }

        @RepeatedTest(3)
        void findsTheFirstAlone(@BpfProgram("on_open") TracepointProgram program, Tracing tracing) {
            assertThat(tracing.attachments()).containsExactly(ATTACHED.get(0));
            ATTACHED.add(tracing.attach(program));
        }
    }
}
