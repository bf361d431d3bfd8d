package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.engine.Frames;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.KernelMap;
import io.bpftest.map.MapInMap;
import io.bpftest.program.XdpProgram;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@BpfObject("map_in_map.bpf.c")
class MapInMapTypedTest {

    @BpfMap("by_index")
    MapInMap<Integer, KernelMap<Integer, Long>> byIndex;

    @BpfMap("by_key")
    MapInMap<Short, KernelMap<Integer, Long>> byKey;

    @BpfMap
    KernelMap<Integer, Long> initial;

    @BpfProgram
    XdpProgram count;

    @Test
    void whatTheObjectPutInIsFound() {
        initial.put(7, 70L);

        assertThat(inner(0)).containsOnly(Map.of(7, 70L));
        assertThat(byIndex.inner(1)).isNull();
        assertThat(byIndex.keys()).containsExactly(0);
        assertThat(byKey.keys()).isEmpty();
    }

    @Test
    void aProgramUsesTheInnerMapThatATestMakes() {
        assertThat(count.run(frame(1))).drops();

        KernelMap<Integer, Long> made = byIndex.create(1);
        assertThat(made).isEmpty();
        assertThat(count.run(frame(1))).passes();

        assertThat(made).containsOnly(Map.of(0, 1L));
        assertThat(inner(1)).containsOnly(Map.of(0, 1L));
        assertThat(initial).isEmpty();
    }

    @Test
    void innerMapsAreSwapped() {
        KernelMap<Integer, Long> made = byIndex.create();
        byIndex.put(0, made);
        count.run(frame(0));
        byIndex.put(0, initial);
        count.run(frame(0));
        count.run(frame(0));

        assertThat(made).containsOnly(Map.of(0, 1L));
        assertThat(initial).containsOnly(Map.of(0, 2L));
    }

    @Test
    void innerMapsAreTakenOut() {
        byKey.create((short) 5);
        assertThat(byKey.remove((short) 5)).isTrue();
        assertThat(byKey.remove((short) 5)).isFalse();
        assertThat(byKey.inner((short) 5)).isNull();

        byIndex.clear();
        assertThat(byIndex.keys()).isEmpty();
        assertThat(count.run(frame(0))).drops();
    }

    @Test
    void oneMapMayStandForSeveralKeysOfSeveralMaps() {
        byKey.put((short) 1, initial);
        byKey.put((short) 2, initial);
        count.run(frame(0));

        assertThat(Objects.requireNonNull(byKey.inner((short) 1))).containsEntry(0, 1L);
        assertThat(Objects.requireNonNull(byKey.inner((short) 2))).containsEntry(0, 1L);
        assertThatThrownBy(() -> byKey.put((short) 3, initial))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("Map \"by_key\" (HASH_OF_MAPS) is full");
        assertThatThrownBy(() -> byIndex.put(3, initial)).hasMessageContaining("has no such index");
    }

    @Test
    void aMapThatIsNotLikeTheOthersIsRefused(@BpfMap("other") BpfMapHandle other) {
        assertThatThrownBy(() -> byIndex.put(1, other))
                .isInstanceOf(WrongHandleException.class)
                .hasMessageContaining("Map \"other\" is none like \"by_index.inner\"")
                .hasMessageContaining("values of 4 bytes")
                .hasMessageContaining("values of 8 bytes");
    }

    @Test
    void aReaderIsShownWhatInnerMapsHold(LoadedObject object) {
        initial.put(7, 70L);
        byIndex.create(2);

        assertThat(byIndex.state(5)).hasToString("by_index {0: {7: 70}, 2: {}}");
        assertThat(byIndex.state(1)).hasToString("by_index {0: {7: 70}, ... 1 more}");
        assertThat(object.map("by_index", BpfMapHandle.class).state(5)).hasToString("by_index {0: {7: 70}, 2: {}}");
    }

    @Test
    void innerMapsEndWithTheirObject() {
        KernelMap<Integer, Long> made;
        try (LoadedObject object = Bpf.open("src/test/bpf/map_in_map.bpf.c").load()) {
            made = object.mapInMap("by_index", Integer.class, Integer.class, Long.class)
                    .create();
            made.put(1, 1L);
        }
        assertThatThrownBy(() -> made.get(1)).isInstanceOf(ObjectClosedException.class);
        assertThatThrownBy(() -> byIndex.put(1, made)).isInstanceOf(ObjectClosedException.class);
    }

    @Test
    void aHandleWithoutTypesIsToldAnExample(LoadedObject object) {
        assertThatThrownBy(() -> object.map("by_index", MapInMap.class))
                .isInstanceOf(WrongHandleException.class)
                .hasMessageContaining("MapInMap<Integer, KernelMap<Integer, Long>>");
    }

    private KernelMap<Integer, Long> inner(int key) {
        return Objects.requireNonNull(byIndex.inner(key));
    }

    private static byte[] frame(int first) {
        byte[] frame = Frames.ofLength(64);
        frame[0] = (byte) first;
        return frame;
    }
}
