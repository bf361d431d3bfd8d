package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.program.XdpLiveOptions.liveOn;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.map.LiveMap;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.KernelMap;
import io.bpftest.map.MapType;
import io.bpftest.program.RedirectTarget;
import io.bpftest.program.RedirectTarget.MapEntry;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one live frame tells of a redirect (Linux 5.18). */
@BpfObject("live.bpf.c")
class RedirectTargetTest {

    private static final byte[] FRAME = Frames.ofLength(64);

    @BpfMap
    KernelMap<Integer, Integer> seen;

    @BpfMap
    KernelMap<Integer, Integer> target;

    @BpfMap
    BpfMapHandle devices;

    @BpfMap
    BpfMapHandle cpus;

    @Test
    void aRedirectToAnInterfaceTellsItAndTakesOneRun(
            @BpfProgram("redirects") XdpProgram program, @BpfProgram("arrives") XdpProgram arrives) throws Exception {
        OwnNetwork.with(network -> {
            try (AutoCloseable attached = network.attach(arrives, "far")) {
                int near = network.index("near");
                target.put(0, near);

                assertThat(program.redirectTarget(FRAME))
                        .contains(new RedirectTarget(near, "near", Optional.empty(), Optional.empty()));
                assertThat(seen).containsEntry(0, 1);
            }
        });
    }

    @Test
    void aRedirectByAMapOfInterfacesTellsTheEntryToo(
            @BpfProgram("by_device") XdpProgram program, @BpfProgram("arrives") XdpProgram arrives) throws Exception {
        OwnNetwork.with(network -> {
            try (AutoCloseable attached = network.attach(arrives, "near")) {
                put(devices, 3, network.index("far"));

                RedirectTarget found = program.redirectTarget(FRAME).orElseThrow();

                assertThat(found.interfaceName()).isEqualTo("far");
                assertThat(found.entry()).contains(new MapEntry("devices", MapType.DEVMAP, 3));
                assertThat(found.refusal()).isEmpty();
                assertThat(found).hasToString("far by devices[3]");
            }
        });
    }

    @Test
    void aRedirectToAllInterfacesOfAMapTellsNoInterface(
            @BpfProgram("to_all_devices") XdpProgram program, @BpfProgram("arrives") XdpProgram arrives)
            throws Exception {
        OwnNetwork.with(network -> {
            try (AutoCloseable attached = network.attach(arrives, "near")) {
                put(devices, 1, network.index("far"));

                RedirectTarget found =
                        program.runLive(FRAME, liveOn("near")).redirectTarget().orElseThrow();

                assertThat(found.interfaceIndex()).isZero();
                assertThat(found.interfaceName()).isEmpty();
                assertThat(found.entry()).map(MapEntry::type).contains(MapType.DEVMAP);
            }
        });
    }

    @Test
    void aRedirectToACpuTellsTheCpu(@BpfProgram("by_cpu") XdpProgram program) throws Exception {
        OwnNetwork.with(network -> {
            put(cpus, 0, 64);

            assertThat(program.redirectTarget(FRAME))
                    .contains(new RedirectTarget(
                            0, "", Optional.of(new MapEntry("cpus", MapType.CPUMAP, 0)), Optional.empty()));
        });
    }

    @Test
    void aTargetThatTheKernelRefusesIsToldWithTheReason(@BpfProgram("redirects") XdpProgram program) throws Exception {
        OwnNetwork.with(network -> {
            int near = network.index("near");
            target.put(0, near);
            assertThat(program.redirectTarget(FRAME).orElseThrow())
                    .satisfies(found -> assertThat(found.interfaceName()).isEqualTo("near"))
                    .satisfies(found -> assertThat(found.refusal()).isPresent());

            network.ip("link", "set", "near", "down");
            assertThat(program.redirectTarget(FRAME).flatMap(RedirectTarget::refusal))
                    .isPresent();

            target.put(0, 4711);
            assertThat(program.redirectTarget(FRAME).orElseThrow())
                    .hasToString("interface 4711, which the kernel refused: EINVAL (Invalid argument)");
        });
    }

    @Test
    void aMapWithoutTheEntryIsNoRedirect(@BpfProgram("by_device") XdpProgram program) {
        assertThat(program.run(FRAME)).drops();
        assertThat(program.redirectTarget(FRAME)).isEmpty();
    }

    @Test
    void aTransmittedFrameGoesToItsOwnInterface(
            @BpfProgram(value = "xdp_verdict", object = "verdicts.bpf.c") XdpProgram verdicts,
            @BpfProgram("arrives") XdpProgram arrives)
            throws Exception {
        OwnNetwork.with(network -> {
            try (AutoCloseable attached = network.attach(arrives, "far")) {
                assertThat(verdicts.runLive(Frames.asking(XdpVerdict.TX.ordinal()), liveOn("near")))
                        .redirectsTo("near");
            }
        });
    }

    @Test
    void anotherProgramsRedirectOfTheSameFrameIsNotTaken(
            @BpfProgram("by_device") XdpProgram program,
            @BpfProgram("redirects") XdpProgram sendsBack,
            @BpfProgram("arrives") XdpProgram arrives)
            throws Exception {
        OwnNetwork.with(network -> {
            try (AutoCloseable first = network.attach(arrives, "near");
                    AutoCloseable second = network.attach(sendsBack, "far")) {
                put(devices, 3, network.index("near"));
                target.put(0, network.index("far"));

                assertThat(program.runLive(FRAME, liveOn("far").frames(20)))
                        .hasRedirected(20)
                        .redirectsTo("near");
            }
        });
    }

    /** Maps of interfaces and CPUs are filled by number, in this thread's namespace. */
    private static void put(BpfMapHandle map, int key, int value) {
        ByteBuffer memory = NativeMemory.allocate(8).putInt(0, key).putInt(4, value);
        long address = NativeMemory.address(memory);
        int error = Native.libbpf().bpf_map_update_elem(((LiveMap) map).target().fd(), address, address + 4, 0);
        assertThat(error).isZero();
    }
}
