package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.CpuMap;
import io.bpftest.map.DevMap;
import io.bpftest.map.XskMap;
import io.bpftest.program.XdpProgram;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The loopback interface has index 1 in every network namespace. */
@BpfObject("redirects.bpf.c")
class RedirectMapsTest {

    @BpfProgram("redirect")
    XdpProgram redirect;

    @Nested
    class Devices {

        @BpfMap
        DevMap devices;

        @BpfMap("devices_by_key")
        DevMap byKey;

        @Test
        void aProgramRedirectsToTheInterfaceOfAKey() {
            assertThat(redirect.run(frame(0, 2))).drops();

            devices.put(2, "lo");
            assertThat(redirect.run(frame(0, 2))).redirects();

            assertThat(devices.remove(2)).isTrue();
            assertThat(devices.remove(2)).isFalse();
            assertThat(redirect.run(frame(0, 2))).drops();
        }

        @Test
        void aHashHasAnyKey() {
            byKey.put(200, 1);

            assertThat(redirect.run(frame(1, 200))).redirects();
            assertThat(byKey.get(200)).hasValue(new DevMap.Target(1, "lo", Optional.empty()));
            assertThat(byKey.toMap()).containsOnlyKeys(200);
            byKey.clear();
            assertThat(byKey.toMap()).isEmpty();
        }

        @Test
        void anEntryMayHaveAProgram(@BpfProgram("before_device") XdpProgram program) {
            devices.put(0, "lo", program);
            devices.put(1, "lo");

            assertThat(devices.toMap())
                    .isEqualTo(Map.of(
                            0, new DevMap.Target(1, "lo", Optional.of("before_device")),
                            1, new DevMap.Target(1, "lo", Optional.empty())));
            assertThat(devices.state(5)).hasToString("devices {0: lo through before_device, 1: lo}");
        }

        @Test
        void aProgramOfAnotherSectionIsRefused() {
            assertThatThrownBy(() -> devices.put(0, "lo", redirect))
                    .isInstanceOf(MapAccessException.class)
                    .hasMessageContaining("Map \"devices\" (DEVMAP) does not take XDP program \"redirect\"")
                    .hasMessageContaining("xdp/devmap");
        }

        @Test
        void aProgramHasNoRoomInValuesOfAnIndexAlone(@BpfProgram("before_device") XdpProgram program) {
            assertThatThrownBy(() -> byKey.put(0, "lo", program))
                    .isInstanceOf(MapAccessException.class)
                    .hasMessageContaining("values of 4 bytes")
                    .hasMessageContaining("struct bpf_devmap_val");
        }

        @Test
        void anInterfaceThatIsNotThereIsRefused() {
            assertThatThrownBy(() -> devices.put(0, "nowhere0"))
                    .isInstanceOf(MapAccessException.class)
                    .hasMessageContaining("no interface of name \"nowhere0\"");
            assertThatThrownBy(() -> byKey.put(0, 0)).hasMessageContaining("no interface of index 0");
            assertThatThrownBy(() -> devices.put(4, "lo")).hasMessageContaining("has no such index");
        }
    }

    @Nested
    class Cpus {

        @BpfMap
        CpuMap cpus;

        @BpfMap("plain_cpus")
        CpuMap plain;

        @Test
        void aProgramRedirectsToACpu() {
            assertThat(redirect.run(frame(2, 0))).drops();

            cpus.put(0, 192);

            assertThat(redirect.run(frame(2, 0))).redirects();
            assertThat(cpus.get(0)).hasValue(new CpuMap.Target(192, Optional.empty()));
            assertThat(cpus.state(5)).hasToString("cpus {0: queue of 192}");
            assertThat(cpus.remove(0)).isTrue();
            assertThat(cpus.remove(0)).isFalse();
            assertThat(redirect.run(frame(2, 0))).drops();
        }

        @Test
        void anEntryMayHaveAProgram(@BpfProgram("on_cpu") XdpProgram program) {
            cpus.put(0, 8, program);

            assertThat(cpus.toMap()).isEqualTo(Map.of(0, new CpuMap.Target(8, Optional.of("on_cpu"))));
            cpus.clear();
            assertThat(cpus.toMap()).isEmpty();
            assertThatThrownBy(() -> cpus.put(0, 8, redirect)).hasMessageContaining("xdp/cpumap");
            assertThatThrownBy(() -> plain.put(0, 8, program)).hasMessageContaining("struct bpf_cpumap_val");
        }

        @Test
        void queuesAndCpusThatCannotBeAreRefused() {
            assertThatThrownBy(() -> cpus.put(0, 0))
                    .isInstanceOf(MapAccessException.class)
                    .hasMessageContaining("1 to 16384");
            assertThatThrownBy(() -> cpus.put(0, 16385)).hasMessageContaining("queue of 16385");
            assertThatThrownBy(() -> cpus.put(4, 8)).hasMessageContaining("has no such index");
            if (Kernel.possibleCpus() < 4) {
                assertThatThrownBy(() -> cpus.put(3, 8)).hasMessageContaining("does not take CPU 3");
            }
        }
    }

    @Nested
    class Sockets {

        @BpfMap
        XskMap sockets;

        @Test
        void anEmptyMapRedirectsNothing() {
            sockets.clear();

            assertThat(redirect.run(frame(3, 0))).drops();
        }

        @Test
        void whatIsNoSocketOfItsKindIsRefused() {
            assertThatThrownBy(() -> sockets.put(0, 0))
                    .isInstanceOf(MapAccessException.class)
                    .hasMessageContaining("Map \"sockets\" (XSKMAP) does not take file descriptor 0")
                    .hasMessageContaining("AF_XDP");
            assertThatThrownBy(() -> sockets.put(4, 0)).hasMessageContaining("has no such index");
        }

        @Test
        void aReaderIsToldThatTheContentIsNotShown() {
            assertThat(sockets.state(5).toString()).contains("XSKMAP").contains("not shown");
        }
    }

    private static byte[] frame(int kind, int key) {
        byte[] frame = Frames.ofLength(64);
        frame[0] = (byte) kind;
        frame[1] = (byte) key;
        return frame;
    }
}
