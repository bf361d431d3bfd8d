package io.bpftest.engine.trace;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Golden;
import io.bpftest.error.AttachException;
import io.bpftest.lab.Tracing;
import io.bpftest.program.TracepointProgram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A place takes a program once, and as many as the kernel allows. */
class AttachLimitTest {

    private static final int MOST = 64;

    private final List<LoadedObject> objects = new ArrayList<>();
    private final Tracing tracing = Bpf.tracing();

    @AfterEach
    void close() {
        tracing.close();
        objects.forEach(LoadedObject::close);
    }

    private TracepointProgram loaded() {
        ObjectSpec spec = Bpf.open(Golden.inModule("src/test/bpf/trace_events.bpf.c"));
        spec.programs().forEach(program -> program.autoload(program.name().equals("anywhere")));
        LoadedObject object = spec.load();
        objects.add(object);
        return object.program("anywhere", TracepointProgram.class);
    }

    @Test
    void theSixtyFifthProgramOfATracepointIsToldTheLimit() {
        for (int i = 0; i < MOST; i++) {
            tracing.attach(loaded(), "syscalls", "sys_enter_acct");
        }
        TracepointProgram last = loaded();

        assertThatThrownBy(() -> tracing.attach(last, "syscalls", "sys_enter_acct"))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("E2BIG")
                .hasMessageContaining("as many programs as the kernel takes at one place are attached there");
        tracing.attachments().get(0).close();
        assertThat(tracing.attach(last, "syscalls", "sys_enter_acct").isAttached())
                .isTrue();
    }

    @Test
    void aProgramIsAttachedOnceToATracepoint() {
        TracepointProgram program = loaded();
        tracing.attach(program, "syscalls", "sys_enter_acct");
        assertThatThrownBy(() -> tracing.attach(program, "syscalls", "sys_enter_acct"))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("this program is attached there already");
    }
}
