package io.bpftest.engine.codec;

import static io.bpftest.packet.Packets.ip4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.LoadedObject;
import io.bpftest.error.ConversionException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.StructValue;
import java.net.Inet4Address;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Records, enums and arrays that do not fit their C types, and values that do not fit their members. */
@BpfObject("structs.bpf.c")
class StructMisfitTest {

    record Misspelt(int count, int levle) {}

    @Test
    void aComponentThatTheStructLacksIsNamedWithWhatMayBeMeant(LoadedObject object) {
        refused(() -> object.map("narrows", Integer.class, Misspelt.class))
                .hasMessageContaining("The record Misspelt does not fit the value of map \"narrows\"")
                .hasMessageContaining("the component \"levle\", which struct narrow lacks")
                .hasMessageContaining("count, level, bits, text, table, shade")
                .hasMessageContaining("did you mean \"level\"?");
    }

    record TooNarrow(short count) {}

    @Test
    void aComponentTooNarrowForItsMemberIsNamedWithWhatFits(LoadedObject object) {
        refused(() -> object.map("narrows", Integer.class, TooNarrow.class))
                .hasMessageContaining("does not fit member \"count\" of the value of map \"narrows\"")
                .hasMessageContaining("java.lang.Short for the C type __u32 (4 bytes)")
                .hasMessageContaining("Integer, Long, Boolean, Inet4Address, byte[]");
    }

    record OfBits(byte[] bits) {}

    @Test
    void aBitFieldHasNoBytes(LoadedObject object) {
        refused(() -> object.map("narrows", Integer.class, OfBits.class))
                .hasMessageContaining("byte[] for the C type unsigned int:3 (bit-field)")
                .hasMessageContaining("Byte, Short, Integer, Long, Boolean");
    }

    record Lacking(int count, int level) {}

    @Test
    void aRecordThatLacksMembersCannotBeWritten(@BpfMap("narrows") KernelMap<Integer, Lacking> narrows) {
        refused(() -> narrows.put(1, new Lacking(1, 2)))
                .hasMessageContaining("The record Lacking cannot be written to the value of map \"narrows\"")
                .hasMessageContaining("no component for bits, text, table, shade");
        assertThat(narrows.size()).isZero();
    }

    enum Shade {
        DARK,
        PLAIN,
        LIGHT
    }

    record Narrow(long count, int level, int bits, String text, int[] table, Shade shade) {}

    @Test
    void valuesBeyondTheirMemberAreRefusedByItsName(@BpfMap("narrows") KernelMap<Integer, Narrow> narrows) {
        int[] two = {1, 2};
        refused(() -> narrows.put(1, new Narrow(-1, 0, 0, "", two, Shade.PLAIN)))
                .hasMessageContaining("member \"count\" of the value of map \"narrows\", C type __u32 (4 bytes)")
                .hasMessageContaining("-1 as Long")
                .hasMessageContaining("0 to 4294967295")
                .hasMessageContaining("use a value that is not negative");
        refused(() -> narrows.put(1, new Narrow(1L << 32, 0, 0, "", two, Shade.PLAIN)))
                .hasMessageContaining("4294967296 as Long");
        refused(() -> narrows.put(1, new Narrow(0, 256, 0, "", two, Shade.PLAIN)))
                .hasMessageContaining("member \"level\"")
                .hasMessageContaining("0 to 255");
        refused(() -> narrows.put(1, new Narrow(0, 0, 8, "", two, Shade.PLAIN)))
                .hasMessageContaining("C type unsigned int:3 (bit-field)")
                .hasMessageContaining("0 to 7");
        refused(() -> narrows.put(1, new Narrow(0, 0, 0, "äöü", two, Shade.PLAIN)))
                .hasMessageContaining("\"äöü\", which is 6 bytes in UTF-8")
                .hasMessageContaining("at most 4 bytes");
        refused(() -> narrows.put(1, new Narrow(0, 0, 0, "", new int[3], Shade.PLAIN)))
                .hasMessageContaining("member \"table\"")
                .hasMessageContaining("3 elements")
                .hasMessageContaining("2 elements");
        refused(() -> narrows.put(1, new Narrow(0, 0, 0, null, two, Shade.PLAIN)))
                .hasMessageContaining("null for the component \"text\"");
        assertThat(narrows.size()).isZero();

        narrows.put(1, new Narrow(4_294_967_295L, 255, 7, "abcd", two, Shade.LIGHT));
        assertThat(narrows.get(1).text()).isEqualTo("abcd");
        assertThat(narrows.get(1).count()).isEqualTo(4_294_967_295L);
    }

    enum Unknown {
        DARK,
        SHINY
    }

    enum Part {
        DARK,
        PLAIN
    }

    record OfUnknown(Unknown shade) {}

    record OfPart(Part shade) {}

    @Test
    void constantsThatTheEnumLacksAreRefusedAndNumbersWithoutConstantAreNamed(
            LoadedObject object, @BpfMap("narrows") KernelMap<Integer, Narrow> narrows) {
        refused(() -> object.map("narrows", Integer.class, OfUnknown.class))
                .hasMessageContaining("the constant SHINY")
                .hasMessageContaining("names of enum shade: SHADE_DARK, SHADE_PLAIN, SHADE_LIGHT");

        narrows.put(1, new Narrow(0, 0, 0, "", new int[2], Shade.LIGHT));
        refused(() -> object.map("narrows", Integer.class, OfPart.class).get(1))
                .hasMessageContaining("1, which is SHADE_LIGHT")
                .hasMessageContaining("one of {DARK=-1, PLAIN=0}");
    }

    record Both(int number, byte[] bytes) {}

    @Test
    void membersThatShareTheirBytesCanBothBeReadButNotWritten(LoadedObject object) {
        KernelMap<byte[], Both> made = object.map("made", byte[].class, Both.class);

        refused(() -> made.put(new byte[16], new Both(1, new byte[4])))
                .hasMessageContaining("number and bytes, which share their bytes; no component for u8, s8");
    }

    @Test
    void structValuesAreHeldToTheSameRules(@BpfMap("narrows") KernelMap<Integer, StructValue> narrows) {
        StructValue lacking = StructValue.of("count", 1).with("level", 2);
        refused(() -> narrows.put(1, lacking)).hasMessageContaining("no bits, text, table, shade");
        refused(() -> narrows.put(1, lacking.with("shape", 1)))
                .hasMessageContaining("the member \"shape\", which struct narrow lacks")
                .hasMessageContaining("did you mean \"shade\"?");
        StructValue whole = lacking.with("bits", 1).with("text", "").with("table", List.of(1, 2));
        refused(() -> narrows.put(1, whole.with("shade", "SHADE_SHINY"))).hasMessageContaining("\"SHADE_SHINY\"");
        refused(() -> narrows.put(1, whole.with("shade", "SHADE_DARK").with("table", List.of(1))))
                .hasMessageContaining("1 elements");

        narrows.put(1, whole.with("shade", Shade.DARK).with("count", ip4("192.0.2.1")));
        assertThat(narrows.get(1).get("shade")).isEqualTo("SHADE_DARK");
    }

    record Choosy(int count) {
        Choosy {
            if (count == 0) {
                throw new IllegalArgumentException("count must not be 0");
            }
        }
    }

    @Test
    void aRecordThatRefusesItsComponentsIsTheCause(
            LoadedObject object, @BpfMap("narrows") KernelMap<Integer, byte[]> raw) {
        raw.put(1, new byte[raw.info().valueSize()]);

        refused(() -> object.map("narrows", Integer.class, Choosy.class).get(1))
                .hasMessageContaining("The record Choosy refuses a value")
                .hasMessageContaining("count must not be 0");
    }

    record Address(Inet4Address saddr) {}

    @Test
    void withoutTypesInTheObjectTypedAccessSaysSoAndBytesStillWork() {
        try (LoadedObject object = Bpf.open("src/test/bpf/numbers.bpf.c").load()) {
            refused(() -> object.map("untyped", Integer.class, Address.class))
                    .hasMessageContaining("unknown (12 bytes), which the object does not describe")
                    .hasMessageContaining("compile with -g");
            KernelMap<Integer, byte[]> raw = object.map("untyped", Integer.class, byte[].class);
            raw.put(1, new byte[12]);
            assertThat(raw.get(1)).isEqualTo(new byte[12]);
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(ConversionException.class);
    }
}
