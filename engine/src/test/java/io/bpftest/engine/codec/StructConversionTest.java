package io.bpftest.engine.codec;

import static io.bpftest.packet.Packets.ip4;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.map.KernelMap;
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.StructValue;
import io.bpftest.program.XdpProgram;
import java.net.Inet4Address;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcap4j.util.MacAddress;

/** Structs in both directions: what C wrote is read, and what was written is what C reads. */
@BpfObject("structs.bpf.c")
class StructConversionTest {

    private static final Flow KEY = new Flow(ip4("192.0.2.1"), ip4("198.51.100.2"), 4000, 53, (byte) 17);

    record Flow(Inet4Address saddr, Inet4Address daddr, int srcPort, int dst_port, byte protocol) {}

    record Point(short x, short y) {}

    record Named(Point halves) {}

    enum Shade {
        DARK,
        PLAIN,
        LIGHT
    }

    record Everything(
            int u8,
            byte s8,
            int u16,
            short s16,
            long u32,
            int s32,
            long u64,
            long s64,
            long be64,
            boolean flag,
            Shade shade,
            String name,
            MacAddress mac,
            Point at,
            List<Point> corners,
            int[][] table,
            long pointer,
            float ratio,
            Double precise,
            int three,
            byte minus,
            long wide,
            boolean last,
            Integer number,
            Named named,
            int inner,
            short defaultValue) {}

    @Test
    void recordsReadWhatAProgramWrote(
            @BpfProgram("make") XdpProgram make, @BpfMap("made") KernelMap<Flow, Everything> made) {
        make.run(Frames.ofLength(64));

        Everything read = made.get(KEY);

        assertThat(made.keys()).containsExactly(KEY);
        assertThat(read).usingRecursiveComparison().isEqualTo(expected());
    }

    @Test
    void programsReadWhatRecordsWrote(
            @BpfProgram("check") XdpProgram check, @BpfMap("given") KernelMap<Flow, Everything> given) {
        assertThat(check.run(Frames.ofLength(64)).returnValue()).isEqualTo(100);

        given.put(KEY, expected());

        assertThat(check.run(Frames.ofLength(64)).returnValue()).isZero();
    }

    @Test
    void structValuesTellEveryMemberAndCanBeWrittenAsTheyWereRead(
            @BpfProgram("make") XdpProgram make,
            @BpfProgram("check") XdpProgram check,
            @BpfMap("made") KernelMap<StructValue, StructValue> made,
            @BpfMap("given") KernelMap<Flow, StructValue> given) {
        make.run(Frames.ofLength(64));

        StructValue key = made.keys().iterator().next();
        StructValue value = made.toMap().get(key);

        assertThat(key.number("src_port")).isEqualTo(4000);
        assertThat(key.get("pad")).isEqualTo(new byte[3]);
        assertThat(value.get("shade")).isEqualTo("SHADE_DARK");
        assertThat(value.get("name")).isEqualTo("eth");
        assertThat(value.get("flag")).isEqualTo(true);
        assertThat(value.struct("at").number("x")).isEqualTo(-1);
        assertThat(value.get("table")).isEqualTo(List.of(List.of(0L, 0L, 5L), List.of(6L, 0L, 0L)));
        assertThat(value.number("minus")).isEqualTo(-11);
        assertThat(value.number("number")).isEqualTo(0x01020304);
        assertThat(value.get("bytes")).isInstanceOf(byte[].class);
        assertThat(value.get("precise")).isEqualTo(-2.5);

        given.put(KEY, value.with("three", 5));
        assertThat(check.run(Frames.ofLength(64)).returnValue()).isZero();
        assertThat(given.get(KEY)).isEqualTo(value).hasSameHashCodeAs(value);
    }

    @Test
    void aRecordWithoutSomeMembersReadsTheOthers(
            @BpfProgram("make") XdpProgram make, @BpfMap("made") KernelMap<Flow, Some> made) {
        make.run(Frames.ofLength(64));

        assertThat(made.get(KEY)).isEqualTo(new Some(9, "eth", 0x01020304));
    }

    record Some(int inner, String name, int number) {}

    @Test
    void perCpuValuesMayBeRecords(@BpfMap("percpu") PerCpuMap<Integer, Point> points) {
        points.putOnEachCpu(1, new Point((short) -5, (short) 6));

        assertThat(points.get(1)).isEqualTo(Collections.nCopies(points.cpus(), new Point((short) -5, (short) 6)));
    }

    @Test
    void structsAreRenderedMemberByMember(
            @BpfMap("narrows") KernelMap<Integer, StructValue> narrows,
            @BpfMap("given") KernelMap<Flow, byte[]> flows) {
        narrows.put(
                7,
                StructValue.of("count", 1)
                        .with("level", 2)
                        .with("bits", 3)
                        .with("text", "abc")
                        .with("table", List.of(4, 5))
                        .with("shade", "SHADE_LIGHT"));

        assertThat(narrows.state(1))
                .hasToString("narrows {7: {count: 1, level: 2, bits: 3, text: \"abc\", table: [4, 5], "
                        + "shade: SHADE_LIGHT}}");
        flows.put(KEY, new byte[flows.info().valueSize()]);
        assertThat(flows.state(1).entries().get(0).key())
                .isEqualTo("{saddr: 192.0.2.1, daddr: 198.51.100.2, srcPort: 4000, dst_port: 53, protocol: 17}");
    }

    private static Everything expected() {
        return new Everything(
                200,
                (byte) -100,
                60000,
                (short) -30000,
                4_000_000_000L,
                -2_000_000_000,
                Long.parseUnsignedLong("18000000000000000000"),
                -9_000_000_000_000_000_000L,
                0x0102030405060708L,
                true,
                Shade.DARK,
                "eth",
                MacAddress.getByName("02:00:00:00:00:09"),
                new Point((short) -1, (short) 2),
                List.of(new Point((short) 3, (short) 0), new Point((short) 0, (short) -4)),
                new int[][] {{0, 0, 5}, {6, 0, 0}},
                0x1234567890abcdefL,
                1.5f,
                -2.5,
                5,
                (byte) -11,
                0xabcdef0123L,
                true,
                0x01020304,
                new Named(new Point((short) 7, (short) -8)),
                9,
                (short) 10);
    }
}
