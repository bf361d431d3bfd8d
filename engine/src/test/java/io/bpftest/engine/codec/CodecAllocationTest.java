package io.bpftest.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.bpftest.engine.ffi.NativeMemory;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counts the bytes that conversions allocate, as the JVM reports them. */
class CodecAllocationTest {

    private static final int RUNS = 20_000;

    /** Asking the JVM may itself allocate a little, once for all runs. */
    private static final int ONCE = 4096;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final CType U32 = whole("__u32", 4);
    private static final CType SHADE = new CType(
            "enum shade",
            4,
            new CType.Enumeration(
                    false,
                    List.of(new CType.Enumerator("SHADE_DARK", 1), new CType.Enumerator("SHADE_LIGHT", 100_000))));
    private static final CType STRUCT = struct(
            32,
            member("small", whole("__u8", 1), 0),
            member("truth", new CType("_Bool", 1, new CType.Bool()), 1),
            member("middle", whole("__u16", 2), 2),
            new CType.Member("bits", U32, 32, 13),
            member("large", whole("__u64", 8), 8),
            member("ratio", new CType("float", 4, new CType.Floating()), 16),
            member("shade", SHADE, 20),
            member("precise", new CType("double", 8, new CType.Floating()), 24));
    private static final CType TABLE =
            struct(12, member("table", new CType("__u32[3]", 12, new CType.Array(U32, 3)), 0));

    /** Keeps what is made from being made nowhere. */
    static @Nullable Object kept;

    private final long address = NativeMemory.malloc(64);

    enum Shade {
        DARK,
        LIGHT
    }

    record Plain(
            int small, boolean truth, short middle, int bits, long large, float ratio, Shade shade, double precise) {}

    record Table(int[] table) {}

    @AfterEach
    void free() {
        NativeMemory.free(address);
    }

    @Test
    void aRecordOfPrimitivesIsAllThatReadingOneAllocates() {
        RecordCodec<Plain> codec = codec(Plain.class, STRUCT);
        codec.encode(new Plain(1, true, (short) 2, 3, 4, 5, Shade.LIGHT, 6), address);

        long made = allocated(() -> new Plain(1, true, (short) 2, 3, 4, 5, Shade.LIGHT, 6));

        assertThat(made).isGreaterThan(RUNS * 16L);
        assertThat(allocated(() -> codec.decode(address))).isBetween(made - ONCE, made + ONCE);
    }

    @Test
    void writingARecordOfPrimitivesAllocatesNothing() {
        RecordCodec<Plain> codec = codec(Plain.class, STRUCT);
        Plain plain = new Plain(200, true, (short) 2, 300, 4_000_000_000L, 5, Shade.LIGHT, 6);

        assertThat(allocated(() -> {
                    codec.encode(plain, address);
                    return plain;
                }))
                .isLessThan(ONCE);
        assertThat(codec.decode(address)).isEqualTo(plain);
    }

    @Test
    void arraysOfPrimitivesAreFilledAndReadWithoutAnObjectForEachElement() {
        RecordCodec<Table> codec = codec(Table.class, TABLE);
        Table table = new Table(new int[] {1_000_000, 2_000_000, -3});

        assertThat(allocated(() -> {
                    codec.encode(table, address);
                    return table;
                }))
                .isLessThan(ONCE);
        long made = allocated(() -> new Table(new int[3]));
        assertThat(allocated(() -> codec.decode(address))).isBetween(made - ONCE, made + ONCE);
        assertThat(codec.decode(address).table()).containsExactly(1_000_000, 2_000_000, -3);
    }

    private static <R> RecordCodec<R> codec(Class<R> type, CType struct) {
        return new RecordCodec<>(Slot.of(struct, "the value"), type, TypeArguments.of(type));
    }

    private static CType whole(String name, int size) {
        return new CType(name, size, new CType.Whole(false, false));
    }

    private static CType.Member member(String name, CType type, int offset) {
        return new CType.Member(name, type, offset * 8, 0);
    }

    private static CType struct(int size, CType.Member... members) {
        return new CType("struct plain", size, new CType.Struct(false, List.of(members)));
    }

    private static long allocated(Supplier<Object> run) {
        for (int i = 0; i < RUNS; i++) {
            kept = run.get();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            kept = run.get();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
