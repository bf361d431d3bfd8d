package io.bpftest.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.Prefix;
import io.bpftest.program.ProgramType;
import io.bpftest.program.XdpProgram;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The second object gets the file descriptors of the first: a handle that still used its own would reach that. */
class ClosedHandlesTest {

    private final ObjectSpec spec = Bpf.open("src/test/bpf/maps.bpf.c");
    private final LoadedObject first = spec.load();
    private final XdpProgram program = first.program(XdpProgram.class);
    private final KernelMap<Integer, Long> array = first.map("array", Integer.class, Long.class);
    private final KernelMap<Integer, Long> hash = first.map("hash", Integer.class, Long.class);
    private final PerCpuMap<Integer, Long> perCpu = first.perCpuMap("percpu_array", Integer.class, Long.class);
    private final LpmTrie<Integer> trie = first.lpmTrie("trie", Integer.class);
    private LoadedObject second;

    @BeforeEach
    void replace() {
        first.close();
        second = spec.load();
    }

    @AfterEach
    void close() {
        second.close();
    }

    @Test
    void programsOfAClosedObjectDoNotRun() {
        isClosed(() -> program.run(Frames.ofLength(64)));
        isClosed(() -> program.run(ByteBuffer.allocateDirect(64), ByteBuffer.allocateDirect(64)));
        isClosed(() -> program.maps(3));

        assertThat(second.map("array", Integer.class, Long.class).get(0)).isZero();
        assertThat(program.info().name()).isEqualTo("count");
    }

    @Test
    void programsThatTakeNoPacketDoNotRunEither() {
        RunTarget target = TrialProgram.target(-1, ProgramType.UNSPEC, "none");
        target.lifetime().end();

        assertThatThrownBy(() -> new SyscallHandle(target).run()).isInstanceOf(ObjectClosedException.class);
        assertThatThrownBy(() -> new SyscallHandle(target).run(ByteBuffer.allocateDirect(8)))
                .isInstanceOf(ObjectClosedException.class);
        assertThatThrownBy(() -> new RawTracepointHandle(target).run()).isInstanceOf(ObjectClosedException.class);
        assertThatThrownBy(() -> new TracingHandle(target).run()).isInstanceOf(ObjectClosedException.class);
    }

    @Test
    void mapsOfAClosedObjectDoNotReachAnother() {
        isClosed(() -> array.put(1, 7L));
        isClosed(() -> array.get(1));
        isClosed(array::clear);
        isClosed(() -> hash.put(1, 7L));
        isClosed(() -> hash.remove(1));
        isClosed(hash::toMap);
        isClosed(hash::size);
        isClosed(() -> hash.state(3));
        isClosed(() -> perCpu.putOnEachCpu(0, 7L));
        isClosed(() -> perCpu.sum(0));
        isClosed(() -> trie.put("10.0.0.0/8", 7));
        isClosed(() -> trie.lookup(Prefix.of("10.0.0.0/8")));

        assertThat(second.map("array", Integer.class, Long.class).toMap())
                .isEqualTo(Map.of(0, 0L, 1, 0L, 2, 0L, 3, 0L));
        assertThat(second.map("hash", Integer.class, Long.class).isEmpty()).isTrue();
        assertThat(second.lpmTrie("trie", Integer.class).isEmpty()).isTrue();
    }

    @Test
    void aClosedObjectGivesNoHandlesAndClosesAgainInPeace() {
        isClosed(() -> first.program("count", XdpProgram.class));
        isClosed(() -> first.map("array", Integer.class, Long.class));
        isClosed(first::maps);

        first.close();

        assertThat(second.program(XdpProgram.class).run(Frames.ofLength(64)).returnValue())
                .isEqualTo(2);
    }

    @Test
    void aMapOfAClosedObjectCannotBeShared() {
        ObjectSpec other = spec.copy();
        other.map("array").reuse(array);

        isClosed(() -> List.of(other.load()));
    }

    private static void isClosed(ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOf(ObjectClosedException.class)
                .hasMessageContaining("maps.bpf.c is closed")
                .hasMessageNotContaining("EBADF");
    }
}
