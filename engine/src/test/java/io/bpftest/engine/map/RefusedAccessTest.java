package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.error.ConversionException;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.MapState;
import io.bpftest.program.XdpProgram;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RefusedAccessTest {

    @Test
    void aFrozenMapCannotBeWritten() {
        try (LoadedObject object = open("mixed.bpf.c")) {
            KernelMap<Integer, byte[]> constants = object.map("mixed.rodata", Integer.class, byte[].class);
            byte[] content = constants.get(0);

            assertThatThrownBy(() -> constants.put(0, content.clone()))
                    .isInstanceOf(MapAccessException.class)
                    .hasMessageContaining("Map \"mixed.rodata\" (ARRAY) cannot be written from a test")
                    .hasMessageContaining("EPERM")
                    .hasMessageContaining("frozen")
                    .hasMessageContaining("before the object is loaded");
            assertThatThrownBy(constants::clear).isInstanceOf(MapAccessException.class);
            assertThat(constants.get(0)).isEqualTo(content);
        }
    }

    @Nested
    @BpfObject("read_only.bpf.c")
    class ReadOnly {

        @BpfMap("read_only")
        KernelMap<Integer, Long> map;

        @Test
        void aMapThatIsReadOnlyForTestsCannotBeWrittenButRead() {
            assertThatThrownBy(() -> map.put(0, 1L))
                    .isInstanceOf(MapAccessException.class)
                    .hasMessageContaining("Map \"read_only\" (ARRAY) cannot be written from a test")
                    .hasMessageContaining("BPF_F_RDONLY");
            assertThat(map.get(0)).isZero();
        }

        @Test
        void aMapThatIsWriteOnlyForTestsCannotBeReadButWritten(
                @BpfMap("write_only") KernelMap<Integer, Integer> writeOnly) {
            writeOnly.put(1, 1);

            for (ThrowingCallable read :
                    List.<ThrowingCallable>of(() -> writeOnly.get(1), writeOnly::toMap, writeOnly::size)) {
                assertThatThrownBy(read)
                        .isInstanceOf(MapAccessException.class)
                        .hasMessageContaining("Map \"write_only\" (HASH) cannot be")
                        .hasMessageContaining("BPF_F_WRONLY");
            }
        }

        @Test
        void aMapThatCannotBeReadIsNamedWithoutItsContent(@BpfProgram XdpProgram pass) {
            assertThat(pass.maps(5))
                    .map(MapState::toString)
                    .containsExactly("read_only [all 0]", "write_only (HASH, content not readable) {}");
        }

        /** Were the kernel asked, it would refuse the writing and not the value. */
        @Test
        void aValueThatDoesNotFitIsRefusedBeforeTheKernelIsAsked() {
            assertThatThrownBy(() -> map.put(0, 1L << 32))
                    .isInstanceOf(ConversionException.class)
                    .hasMessageContaining("__u32")
                    .hasMessageContaining("4294967296 as Long")
                    .hasMessageContaining("0 to 4294967295");
        }

        @Test
        void aKeyOrValueOfAnotherSizeIsRefusedBeforeTheKernelIsAsked(
                @BpfMap("read_only") KernelMap<byte[], byte[]> bytes) {
            assertThatThrownBy(() -> bytes.put(new byte[3], new byte[4]))
                    .isInstanceOf(ConversionException.class)
                    .hasMessageContaining("3 bytes");
            assertThatThrownBy(() -> bytes.put(new byte[4], new byte[5]))
                    .isInstanceOf(ConversionException.class)
                    .hasMessageContaining("5 bytes");
        }
    }

    private static LoadedObject open(String file) {
        var spec = Bpf.open("src/test/bpf/" + file);
        spec.programs().forEach(program -> program.autoload(program.name().equals("good")));
        return spec.load();
    }
}
