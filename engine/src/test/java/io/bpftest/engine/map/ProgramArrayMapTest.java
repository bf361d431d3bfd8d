package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.MapProgram;
import io.bpftest.map.ProgramArray;
import io.bpftest.map.StubProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.util.Map;
import org.junit.jupiter.api.Test;

@BpfObject("tail_calls.bpf.c")
class ProgramArrayMapTest {

    @BpfMap
    ProgramArray stages;

    @BpfProgram("dispatch")
    XdpProgram dispatch;

    @BpfProgram("drops_every_packet")
    XdpProgram drops;

    @Test
    void aTailCallGoesToTheProgramOfItsIndex() {
        assertThat(dispatch.run(Frames.ofLength(64))).passes();

        stages.set(1, drops);
        assertThat(dispatch.run(Frames.ofLength(64))).drops();

        assertThat(stages.remove(1)).isTrue();
        assertThat(stages.remove(1)).isFalse();
        assertThat(dispatch.run(Frames.ofLength(64))).passes();
    }

    @Test
    void aProgramIsReplaced(@BpfProgram("sends_back") XdpProgram sendsBack) {
        stages.set(1, drops);
        stages.set(1, sendsBack);

        assertThat(dispatch.run(Frames.ofLength(64))).transmits();
        assertThat(stages.toMap()).isEqualTo(Map.of(1, "sends_back"));
    }

    @Test
    void programsAreKnownByTheirWholeNames() {
        stages.set(0, drops);
        stages.set(3, dispatch);

        assertThat(stages.nameAt(0)).hasValue("drops_every_packet");
        assertThat(stages.nameAt(1)).isEmpty();
        assertThat(stages.idAt(0)).isPresent().isNotEqualTo(stages.idAt(3));
        assertThat(stages.idAt(1)).isEmpty();
        assertThat(stages.state(5)).hasToString("stages {0: drops_every_packet, 3: dispatch}");
        stages.clear();
        assertThat(stages.state(5)).hasToString("stages {}");
    }

    @Test
    void aProgramOfAnotherObjectStaysWhenThatIsClosed() {
        try (LoadedObject other = Bpf.open("src/test/bpf/tail_calls.bpf.c").load()) {
            stages.set(1, other.program("drops_every_packet", XdpProgram.class));
        }
        assertThat(dispatch.run(Frames.ofLength(64))).drops();
    }

    @Test
    void anIndexBeyondTheEndIsRefused() {
        assertThatThrownBy(() -> stages.set(4, drops))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("Map \"stages\" (PROG_ARRAY) has no such index")
                .hasMessageContaining("0 to 3");
    }

    @Test
    void aProgramOfAnotherTypeIsRefused(@BpfProgram("in_group") TcProgram other) {
        assertThatThrownBy(() -> stages.set(0, other))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("does not take TC program \"in_group\"")
                .hasMessageContaining("of the type and shape");
        assertThat(stages.toMap()).isEmpty();
    }

    @Test
    void aProgramThatIsClosedOrNoHandleIsRefused() {
        XdpProgram closed;
        try (LoadedObject other = Bpf.open("src/test/bpf/tail_calls.bpf.c").load()) {
            closed = other.program("drops_every_packet", XdpProgram.class);
        }
        assertThatThrownBy(() -> stages.set(0, closed)).isInstanceOf(ObjectClosedException.class);
        assertThatThrownBy(() -> stages.set(0, new MapProgram() {})).isInstanceOf(WrongHandleException.class);
    }

    @Test
    void aStubStandsForAProgramAndCountsItsCalls() {
        StubProgram first = stages.putStub(0, 2);
        StubProgram second = stages.putStub(1, 3);
        assertThat(second).isNotCalled();

        assertThat(dispatch.run(Frames.ofLength(64))).transmits();
        assertThat(dispatch.run(Frames.ofLength(64))).returns(3);

        assertThat(first).isNotCalled();
        assertThat(second).isCalled().isCalled(2);
        assertThat(stages.calledStubs()).containsExactly(1);
        assertThat(stages.toMap()).isEqualTo(Map.of(0, "stub returning 2", 1, "stub returning 3"));
        assertThatThrownBy(() -> assertThat(first).isCalled())
                .hasMessage("The stub returning 2 was not called, expected at least one call");
        assertThatThrownBy(() -> assertThat(second).isCalled(1))
                .hasMessage("The stub returning 3 was called 2 times, expected once");

        stages.set(1, first);
        assertThat(dispatch.run(Frames.ofLength(64))).passes();
        assertThat(stages.calledStubs()).containsExactly(0, 1);
    }

    @Test
    void aStubThatTheKernelDoesNotTakeLeavesNothingBehind() {
        StubProgram kept;
        try (LoadedObject object = Bpf.open("src/test/bpf/tail_calls.bpf.c").load()) {
            ProgramArray array = object.map("stages", ProgramArray.class);
            assertThatThrownBy(() -> array.putStub(4, 1))
                    .isInstanceOf(MapAccessException.class)
                    .hasMessageContaining("takes no stub returning 1")
                    .hasMessageContaining("an index of the array");
            kept = array.putStub(0, 1);
            assertThat(kept.calls()).isZero();
        }
        assertThatThrownBy(kept::calls).isInstanceOf(ObjectClosedException.class);
    }

    @Test
    void anArrayThatNoProgramUsesHasNoTypeForAStub() {
        ObjectSpec spec = Bpf.open("src/test/bpf/tail_calls.bpf.c");
        spec.programs().forEach(program -> program.autoload(false));
        try (LoadedObject object = spec.load()) {
            ProgramArray array = object.map("stages", ProgramArray.class);
            assertThatThrownBy(() -> array.putStub(0, 1))
                    .isInstanceOf(MapAccessException.class)
                    .hasMessageContaining("no loaded program uses it");
        }
    }
}
