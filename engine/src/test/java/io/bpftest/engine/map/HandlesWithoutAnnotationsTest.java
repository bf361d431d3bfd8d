package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.engine.Frames;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.BloomFilter;
import io.bpftest.map.CpuMap;
import io.bpftest.map.DevMap;
import io.bpftest.map.KernelQueue;
import io.bpftest.map.LocalStorage;
import io.bpftest.map.PerfEvents;
import io.bpftest.map.ProgramArray;
import io.bpftest.map.RingBuffer;
import io.bpftest.map.UserRingBuffer;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.Test;

class HandlesWithoutAnnotationsTest {

    @Test
    void handlesWithoutJavaTypesAreGivenByTheirClass() {
        try (LoadedObject object = load("redirects.bpf.c")) {
            DevMap devices = object.map("devices", DevMap.class);
            devices.put(0, "lo");

            assertThat(devices.toMap()).hasSize(1);
            assertThatThrownBy(() -> object.map("devices", CpuMap.class))
                    .isInstanceOf(WrongHandleException.class)
                    .hasMessageContaining("The handle CpuMap does not fit map \"devices\"")
                    .hasMessageContaining("required  DevMap");
        }
        try (LoadedObject object = load("tail_calls_only.bpf.c")) {
            object.map("stages", ProgramArray.class).set(1, object.program("drops", XdpProgram.class));

            assertThat(object.program("dispatch", XdpProgram.class).run(Frames.ofLength(64)))
                    .drops();
        }
    }

    @Test
    void queuesFiltersAndStoragesAreGivenByTheirJavaTypes() {
        try (LoadedObject object = load("queues.bpf.c")) {
            KernelQueue<Long> queue = object.queue("queue", Long.class);
            queue.push(0xffff_ffffL);
            assertThat(queue.pop()).isEqualTo(0xffff_ffffL);
        }
        try (LoadedObject object = load("bloom.bpf.c")) {
            BloomFilter<Integer> seen = object.bloomFilter("seen", Integer.class);
            seen.add(3);
            assertThat(seen.mightContain(3)).isTrue();
        }
        try (LoadedObject object = load("storages.bpf.c")) {
            LocalStorage<ProcessHandle, Integer> tasks =
                    object.localStorage("of_tasks", ProcessHandle.class, Integer.class);
            tasks.put(ProcessHandle.current(), 4);
            assertThat(tasks.get(ProcessHandle.current())).isEqualTo(4);
        }
    }

    @Test
    void eventsAreGivenByTheirJavaType() {
        try (LoadedObject object = load("events.bpf.c")) {
            RingBuffer<Long> numbers = object.ringBuffer("numbers", Long.class);
            PerfEvents<Long> reports = object.perfEvents("reports", Long.class);
            UserRingBuffer<Integer> requests = object.userRingBuffer("requests", Integer.class);
            requests.send(6);
            object.program("send", XdpProgram.class).run(Frames.asking(2));
            object.program("report", XdpProgram.class).run(Frames.asking(1));
            object.program("drain", XdpProgram.class).run(Frames.ofLength(64));

            assertThat(numbers).receivesExactly(2).receives(1L);
            assertThat(reports).receivesExactly(1).receives(0L);
            assertThat(object.queue("taken", Integer.class).popAll()).containsExactly(6);
        }
    }

    private static LoadedObject load(String file) {
        return Bpf.open("src/test/bpf/" + file).load();
    }
}
