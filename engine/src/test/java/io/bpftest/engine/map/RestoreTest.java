package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.program.SkLookupOptions.tcpLookup;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.error.InjectionException;
import io.bpftest.map.CpuMap;
import io.bpftest.map.DevMap;
import io.bpftest.map.KernelMap;
import io.bpftest.map.KernelQueue;
import io.bpftest.map.MapInMap;
import io.bpftest.map.PerfEvents;
import io.bpftest.map.ProgramArray;
import io.bpftest.map.RingBuffer;
import io.bpftest.map.SocketMap;
import io.bpftest.program.SkLookupOptions;
import io.bpftest.program.SkLookupProgram;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tests of one class share returns to what it was, whatever kind of map it is in. */
class RestoreTest {

    @Nested
    @BpfObject("queues.bpf.c")
    class Queues {

        @BpfMap
        KernelQueue<Integer> queue;

        @BpfMap
        KernelQueue<Integer> stack;

        @Test
        void queuesAndStacksReturnInTheirOrder(LoadedObject object) {
            for (int value : new int[] {1, 2, 3}) {
                queue.push(value);
                stack.push(value);
            }
            LoadedObject.Checkpoint checkpoint = object.checkpoint();
            assertThat(queue.peek()).isEqualTo(1);
            assertThat(stack.peek()).isEqualTo(3);

            for (int round = 0; round < 2; round++) {
                queue.pop();
                queue.push(9);
                stack.clear();
                checkpoint.restore();

                assertThat(queue.popAll()).containsExactly(1, 2, 3);
                assertThat(stack.popAll()).containsExactly(3, 2, 1);
                checkpoint.restore();
            }
        }
    }

    @Nested
    @BpfObject("redirects.bpf.c")
    class Redirects {

        @BpfMap
        DevMap devices;

        @BpfMap("devices_by_key")
        DevMap byKey;

        @BpfMap
        CpuMap cpus;

        @Test
        void interfacesAndCpusReturnWithTheirPrograms(
                LoadedObject object,
                @BpfProgram("before_device") XdpProgram beforeDevice,
                @BpfProgram("on_cpu") XdpProgram onCpu) {
            devices.put(1, "lo", beforeDevice);
            byKey.put(77, "lo");
            cpus.put(0, 64, onCpu);
            List<Map<Integer, ?>> before = List.of(devices.toMap(), byKey.toMap(), cpus.toMap());
            LoadedObject.Checkpoint checkpoint = object.checkpoint();

            devices.put(1, "lo");
            devices.put(0, "lo");
            byKey.clear();
            byKey.put(5, "lo");
            cpus.put(0, 32);
            checkpoint.restore();

            assertThat(List.of(devices.toMap(), byKey.toMap(), cpus.toMap())).isEqualTo(before);
        }
    }

    @Nested
    @BpfObject("tail_calls_only.bpf.c")
    class Programs {

        @BpfMap
        ProgramArray stages;

        @Test
        void programsReturnToTheirIndexes(
                LoadedObject object,
                @BpfProgram("dispatch") XdpProgram dispatch,
                @BpfProgram("drops") XdpProgram drops,
                @BpfProgram("sends_back") XdpProgram sendsBack) {
            stages.set(1, drops);
            LoadedObject.Checkpoint checkpoint = object.checkpoint();

            stages.set(1, sendsBack);
            stages.set(0, sendsBack);
            assertThat(dispatch.run(Frames.ofLength(64))).transmits();
            checkpoint.restore();

            assertThat(stages.toMap()).isEqualTo(Map.of(1, "drops"));
            assertThat(dispatch.run(Frames.ofLength(64))).drops();
            stages.clear();
            checkpoint.restore();
            assertThat(dispatch.run(Frames.ofLength(64))).drops();
        }
    }

    @Nested
    @BpfObject("map_in_map.bpf.c")
    class Inner {

        @BpfMap("by_index")
        MapInMap<Integer, KernelMap<Integer, Long>> byIndex;

        @BpfMap
        KernelMap<Integer, Long> initial;

        @Test
        void innerMapsReturnWithTheirContent(LoadedObject object) {
            KernelMap<Integer, Long> second = byIndex.create(1);
            second.put(2, 2L);
            LoadedObject.Checkpoint checkpoint = object.checkpoint();

            second.put(3, 3L);
            byIndex.put(0, second);
            byIndex.remove(1);
            byIndex.create(2);
            initial.put(1, 1L);
            checkpoint.restore();

            assertThat(byIndex.keys()).containsExactly(0, 1);
            assertThat(Objects.requireNonNull(byIndex.inner(0))).isEmpty();
            assertThat(Objects.requireNonNull(byIndex.inner(1))).containsOnly(Map.of(2, 2L));
            initial.put(4, 4L);
            assertThat(Objects.requireNonNull(byIndex.inner(0))).containsOnly(Map.of(4, 4L));
        }
    }

    @Test
    void socketsReturnUnlessTheyAreClosed() throws IOException {
        ObjectSpec spec = Bpf.open("src/test/bpf/sk_lookup.bpf.c");
        spec.program("refuses_all").autoload(false);
        SkLookupOptions lookup = tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80);
        try (LoadedObject object = spec.load();
                ServerSocketChannel web = bound();
                ServerSocketChannel other = bound()) {
            SkLookupProgram steer = object.program("steer", SkLookupProgram.class);
            SocketMap<Integer> sockets = object.socketMap("sockets", Integer.class);
            sockets.put(0, web);
            LoadedObject.Checkpoint checkpoint = object.checkpoint();

            sockets.put(0, other);
            assertThat(steer.run(lookup).selectedSocket()).hasValue(steer.cookieOf(other));
            checkpoint.restore();
            assertThat(steer.run(lookup).selectedSocket()).hasValue(steer.cookieOf(web));

            sockets.remove(0);
            checkpoint.restore();
            assertThat(steer.run(lookup).selectedSocket()).hasValue(steer.cookieOf(web));

            web.close();
            checkpoint.restore();
            assertThat(steer.run(lookup).selectedSocket()).isEmpty();
        }
    }

    private static ServerSocketChannel bound() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @Nested
    @BpfObject("event_maps.bpf.c")
    class Events {

        @BpfMap
        RingBuffer<Integer> ring;

        @BpfMap
        PerfEvents<Integer> perf;

        @BpfProgram("send")
        XdpProgram send;

        @Test
        void eventsSinceThenAreForgotten(LoadedObject object) {
            send.run(Frames.asking(1));
            LoadedObject.Checkpoint checkpoint = object.checkpoint();
            send.run(Frames.asking(2));
            assertThat(ring).receivesExactly(2);
            send.run(Frames.asking(3));
            checkpoint.restore();

            assertThat(ring.received()).containsExactly(1);
            assertThat(perf.received()).containsExactly(1);
            send.run(Frames.asking(4));
            assertThat(ring.received()).containsExactly(1, 4);
            assertThat(perf.received()).containsExactly(1, 4);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bloom.bpf.c, map \"seen\" of type BLOOM_FILTER",
        "storages.bpf.c, map \"of_sockets\" of type SK_STORAGE",
        "stack_traces.bpf.c, map \"stacks\" of type STACK_TRACE",
        "tail_calls.bpf.c, map \"groups\" of type CGROUP_ARRAY",
        "events.bpf.c, map \"requests\" of type USER_RINGBUF",
        "arena.bpf.c, map \"memory\" of type ARENA",
        "read_only.bpf.c, 'map \"read_only\" of type ARRAY, read-only for tests (BPF_F_RDONLY)'",
    })
    void kindsThatCannotReturnAreRefusedByName(String file, String found) {
        ObjectSpec spec = Bpf.open("src/test/bpf/" + file);
        try (LoadedObject object = spec.load()) {
            assertThatThrownBy(object::checkpoint)
                    .isInstanceOf(InjectionException.class)
                    .hasMessageContaining(found)
                    .hasMessageContaining("PER_METHOD");
        }
    }
}
