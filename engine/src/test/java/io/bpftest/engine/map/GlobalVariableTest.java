package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfConstant;
import io.bpftest.BpfGlobal;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.GlobalSpec;
import io.bpftest.Lifecycle;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.error.ConstantException;
import io.bpftest.error.ConversionException;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.UnknownNameException;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.StructValue;
import io.bpftest.program.XdpProgram;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Variables of every section, read and written while the object is loaded, and set before. */
@BpfObject("globals.bpf.c")
class GlobalVariableTest {

    private static final String FILE = "src/test/bpf/globals.bpf.c";

    enum Mode {
        OFF,
        ON
    }

    record Limits(int port, long rate, boolean strict, int level, String name) {}

    @BpfProgram("use")
    XdpProgram use;

    @BpfGlobal
    GlobalVariable<Integer> counter;

    @Test
    void whatAProgramWritesIsRead(
            @BpfGlobal("hidden") GlobalVariable<Long> hidden,
            @BpfGlobal("table") GlobalVariable<int[]> table,
            GlobalVariable<byte[]> far) {
        assertThat(use.run(Frames.ofLength(64)).returnValue()).isEqualTo(7);
        use.run(Frames.ofLength(64));

        assertThat(counter.get()).isEqualTo(2);
        assertThat(hidden.get()).isEqualTo(9);
        assertThat(table.get()).containsExactly(0, 0, 0, 2);
        assertThat(far.get()).containsExactly(0, 0, 0, 0, 0, 0, 0, 2);
        assertThat(far).hasToString("__u8[8] far");
    }

    @Test
    void whatIsWrittenAProgramReads(
            @BpfGlobal("mark") GlobalVariable<Integer> mark,
            @BpfGlobal("mode") GlobalVariable<Mode> mode,
            @BpfGlobal("limits") GlobalVariable<Limits> limits) {
        mark.set(-1);
        assertThat(use.run(Frames.ofLength(64)).returnValue()).isEqualTo(-1);

        mode.set(Mode.ON);
        limits.set(new Limits(53, 100, true, 5, "abc"));
        assertThat(use.run(Frames.ofLength(64)).returnValue()).isEqualTo(105);
        assertThat(limits.get()).isEqualTo(new Limits(53, 100, true, 5, "abc"));
        assertThat(counter.get()).as("the neighbours of what is written").isEqualTo(2);
    }

    @Test
    void constantsAreReadButNotSet(@BpfGlobal("most") GlobalVariable<Long> most) {
        assertThat(most.get()).isEqualTo(10);
        assertThatThrownBy(() -> most.set(11L))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("The constant \"most\" cannot be set once its object is loaded")
                .hasMessageContaining("@BpfConstant(name = \"most\"");
    }

    @Test
    @BpfConstant(name = "steps", value = "{4, [2] = 6}")
    @BpfConstant(name = "bounds", value = "{.port = 443, .rate = 8, .strict = 1, .level = 3, .name = \"ab\"}")
    void constantsOfArraysAndStructsAreSetBeforeLoading(
            @BpfProgram("read_constants") XdpProgram reader, @BpfGlobal("bounds") GlobalVariable<Limits> bounds) {
        assertThat(reader.run(Frames.ofLength(64)).returnValue())
                .isEqualTo(10_000_000 + 400_000 + 60_000 + 800 + 10 + 3 + 50_000_000 + 70_000_000);
        assertThat(bounds.get()).isEqualTo(new Limits(443, 8, true, 3, "ab"));
    }

    @Test
    void specsTakeJavaValuesForConstantsAndVariables() {
        ObjectSpec spec = Bpf.open(FILE);
        assertThat(spec.globals()).extracting(GlobalSpec::name).contains("counter", "hidden", "far", "most");
        spec.constant("steps").setValue(List.of(1, 2, 5));
        spec.constant("bounds").setValue(new Limits(443, 7, false, 1, "xb"));
        spec.global("mark").set(3);
        spec.global("limits")
                .setValue(StructValue.of("port", 53)
                        .with("rate", 20)
                        .with("strict", 0)
                        .with("level", 1)
                        .with("name", ""));
        spec.global("mode").setValue(Mode.ON);

        try (LoadedObject object = spec.load()) {
            assertThat(object.program("use", XdpProgram.class)
                            .run(Frames.ofLength(64))
                            .returnValue())
                    .isEqualTo(21);
            assertThat(object.global("mark", Integer.class).get()).isEqualTo(3);
            assertThat(object.program("read_constants", XdpProgram.class)
                            .run(Frames.ofLength(64))
                            .returnValue())
                    .isEqualTo(10_000_000 + 100_000 + 50_000 + 700 + 1 + 50_000_000 + 70_000_000);
        }
    }

    @Test
    void whatDoesNotFitIsRefusedAndChangesNothing(
            LoadedObject object, @BpfGlobal("limits") GlobalVariable<Limits> limits) {
        assertThatThrownBy(() -> limits.set(new Limits(1, 2, true, 8, "")))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("member \"level\" of the global variable \"limits\"");
        assertThat(limits.get().rate()).isEqualTo(1);
        assertThatThrownBy(() -> object.global("counter", Short.class))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("the global variable \"counter\"");
        assertThatThrownBy(() -> object.global("countre", Integer.class))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageContaining("counter");
        ObjectSpec spec = Bpf.open(FILE);
        assertThatThrownBy(() -> spec.constant("bounds").set("{.prot = 1}"))
                .isInstanceOf(ConstantException.class)
                .hasMessageContaining("port, rate, strict, level, name");
        assertThatThrownBy(() -> spec.constant("bounds").set("{.level = 8}"))
                .isInstanceOf(ConstantException.class)
                .hasMessageContaining("0 to 7 for .level");
        assertThatThrownBy(() -> spec.constant("steps").set("{1, 2, 3, 4}"))
                .isInstanceOf(ConstantException.class)
                .hasMessageContaining("at most 3 values");
        assertThatThrownBy(() -> spec.constant("steps").set("{[3] = 4}"))
                .isInstanceOf(ConstantException.class)
                .hasMessageContaining("an index below 3");
    }

    @Test
    void aHandleEndsWithItsObject() {
        GlobalVariable<Integer> mark;
        try (LoadedObject object = Bpf.open(FILE).load()) {
            mark = object.global("mark", Integer.class);
        }
        assertThatThrownBy(mark::get).isInstanceOf(ObjectClosedException.class);
        assertThatThrownBy(() -> mark.set(1)).isInstanceOf(ObjectClosedException.class);
    }

    @Nested
    @BpfObject(value = "globals.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class OfASharedObject {

        @Test
        @Order(1)
        void variablesChange(@BpfProgram("use") XdpProgram shared, @BpfGlobal("mark") GlobalVariable<Integer> mark) {
            mark.set(99);
            assertThat(shared.run(Frames.ofLength(64)).returnValue()).isEqualTo(99);
        }

        @Test
        @Order(2)
        void variablesAreRestored(
                @BpfGlobal("mark") GlobalVariable<Integer> mark, @BpfGlobal("counter") GlobalVariable<Integer> count) {
            assertThat(mark.get()).isEqualTo(7);
            assertThat(count.get()).isZero();
        }
    }
}
