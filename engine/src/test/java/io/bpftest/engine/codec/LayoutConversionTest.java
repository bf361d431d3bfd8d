package io.bpftest.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.error.ConversionException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.StructValue;
import io.bpftest.program.XdpProgram;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.pcap4j.util.MacAddress;

/** Structs that lie unusually, and records that are. */
@BpfObject("layouts.bpf.c")
class LayoutConversionTest {

    enum Wide {
        NONE,
        ONE,
        TEN
    }

    record Nothing() {}

    record Packed(
            int first,
            long straddles,
            byte minus,
            long whole,
            boolean last,
            Wide narrow,
            long source,
            Nothing nothing,
            List<MacAddress> macs,
            byte letter,
            byte[] huge) {}

    private static final Packed MADE = new Packed(
            255,
            0x123456789abcdefL,
            (byte) -64,
            0xfedcba9876543210L,
            true,
            Wide.ONE,
            0xc0000201L,
            new Nothing(),
            List.of(MacAddress.getByName("00:00:00:00:00:00"), MacAddress.getByName("00:00:00:00:00:06")),
            (byte) -1,
            new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0});

    @Test
    void packedMembersAreReadAndWrittenWhereverTheyBegin(
            @BpfProgram("make") XdpProgram make,
            @BpfMap("packed") KernelMap<Integer, Packed> records,
            @BpfMap("packed") KernelMap<Integer, StructValue> structs,
            @BpfMap("packed") KernelMap<Integer, byte[]> raw) {
        make.run(Frames.ofLength(64));
        byte[] made = raw.get(1);

        assertThat(records.get(1)).usingRecursiveComparison().isEqualTo(MADE);
        records.put(2, MADE);
        assertThat(raw.get(2)).isEqualTo(made);
        structs.put(3, structs.get(1));
        assertThat(raw.get(3)).isEqualTo(made);
        assertThat(structs.get(3)).isEqualTo(structs.get(1)).hasSameHashCodeAs(structs.get(1));
        assertThat(structs.get(1).get("source")).isEqualTo(0xc0000201L);
    }

    @Test
    void anEnumThatItsBitFieldIsTooNarrowForIsRefused(@BpfMap("packed") KernelMap<Integer, StructValue> structs) {
        structs.put(1, value(Wide.ONE));

        refused(() -> structs.put(1, value(Wide.TEN))).hasMessageContaining("TEN, which is 10");
        refused(() -> structs.put(1, value("WIDE_TEN"))).hasMessageContaining("WIDE_TEN");
        assertThat(structs.get(1).get("narrow")).isEqualTo("WIDE_ONE");
    }

    private static StructValue value(Object narrow) {
        return StructValue.of("first", 1)
                .with("straddles", 2)
                .with("minus", 3)
                .with("whole", -1L)
                .with("last", false)
                .with("narrow", narrow)
                .with("source", 0x7f000001)
                .with("macs", List.of(new byte[6], new byte[6]))
                .with("letter", (byte) -1)
                .with("huge", new byte[16]);
    }

    @Test
    void aWideBitFieldOfAConstantTakesItsWholeRange() {
        ObjectSpec spec = Bpf.open("src/test/bpf/layouts.bpf.c");
        spec.constant("constant").set("{.first = 200, .whole = 1, .straddles = 0x1fffffffffffffff}");

        try (LoadedObject object = spec.load()) {
            Packed constant = object.global("constant", Packed.class).get();
            assertThat(constant.whole()).isEqualTo(1);
            assertThat(constant.straddles()).isEqualTo(0x1fffffffffffffffL);
            assertThat(constant.first()).isEqualTo(200);
        }
    }

    record Tail(int length, boolean truth, float ratio) {}

    @Test
    void aMemberWithoutBytesMayBeLeftOut(
            @BpfMap("tails") KernelMap<Integer, Tail> tails, @BpfMap("tails") KernelMap<Integer, StructValue> structs) {
        tails.put(1, new Tail(7, true, 1.5f));
        structs.put(2, StructValue.of("length", 0xdeadbeef).with("truth", 1).with("ratio", 0.1));

        assertThat(tails.get(1)).isEqualTo(new Tail(7, true, 1.5f));
        assertThat(tails.get(2)).isEqualTo(new Tail(0xdeadbeef, true, 0.1f));
        assertThat(structs.get(2).get("data")).isEqualTo(new byte[0]);
    }

    record Loose(long length, int truth, double ratio) {}

    @Test
    void whatTheCTypeCannotHoldIsRefused(@BpfMap("tails") KernelMap<Integer, Loose> tails) {
        refused(() -> tails.put(1, new Loose(1, 2, 0)))
                .hasMessageContaining("2 as Integer")
                .hasMessageContaining("0 or 1");
        refused(() -> tails.put(1, new Loose(1, 1, 1e300)))
                .hasMessageContaining("1.0E300 as Double")
                .hasMessageContaining("member \"ratio\"");
        tails.put(1, new Loose(1, 1, Double.POSITIVE_INFINITY));
        assertThat(tails.get(1)).isEqualTo(new Loose(1, 1, Double.POSITIVE_INFINITY));
    }

    @Test
    void membersThatShareBitsMustAgreeButNotWhereNoMemberLies(
            @BpfMap("overlaid") KernelMap<Integer, StructValue> structs,
            @BpfMap("overlaid") KernelMap<Integer, byte[]> raw) {
        byte[] bytes = new byte[raw.info().valueSize()];
        java.util.Arrays.fill(bytes, (byte) 0x5a);
        raw.put(1, bytes);
        StructValue read = structs.get(1);

        structs.put(2, read);
        assertThat(raw.get(2)).isEqualTo(bytes);
        refused(() -> structs.put(3, read.with("high", 6))).hasMessageContaining("contradict each other");
        assertThat(raw.containsKey(3)).isFalse();
    }

    record Pair<A, B>(A left, B right) {}

    record Twice(int left, int Left) {}

    record Varied(int first, byte... huge) {}

    @Test
    void genericRecordsAreFilledByTheirArguments(
            @BpfMap("pairs") KernelMap<Pair<Integer, Long>, Pair<Long, ? extends Integer>> pairs) {
        assertThat(pairs.isEmpty()).isTrue();
        pairs.put(new Pair<>(1, 4_294_967_295L), new Pair<>(3L, 4));

        assertThat(pairs.toMap()).containsOnlyKeys(new Pair<>(1, 4_294_967_295L));
        assertThat(pairs.get(new Pair<>(1, 4_294_967_295L)).left()).isEqualTo(3L);
    }

    @Test
    void recordsAreKeysOfPerCpuAndLruMaps(
            @BpfMap("percpu") PerCpuMap<Pair<Integer, Integer>, Pair<Integer, Integer>> percpu,
            @BpfMap("lru") KernelMap<Pair<Integer, Integer>, Pair<Integer, Integer>> lru) {
        percpu.putOnEachCpu(new Pair<>(1, 2), new Pair<>(3, 4));
        lru.put(new Pair<>(1, 2), new Pair<>(3, 4));

        assertThat(percpu.get(new Pair<>(1, 2))).isEqualTo(Collections.nCopies(percpu.cpus(), new Pair<>(3, 4)));
        assertThat(lru.get(new Pair<>(1, 2))).isEqualTo(new Pair<>(3, 4));
        assertThat(lru.remove(new Pair<>(1, 2))).isTrue();
    }

    @Test
    void componentsThatDoNotFitAreToldBeforeAnyValue(LoadedObject object) {
        refused(() -> object.map("pairs", Twice.class, byte[].class))
                .hasMessageContaining("\"Left\" and another, both for the member \"left\"");
    }

    @Test
    void aRecordMayTakeAsManyValuesAsItLikes(
            @BpfProgram("make") XdpProgram make, @BpfMap("packed") KernelMap<Integer, Varied> packed) {
        make.run(Frames.ofLength(64));

        assertThat(packed.get(1).huge()).isEqualTo(MADE.huge());
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(ConversionException.class);
    }
}
