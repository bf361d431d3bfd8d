package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfObject;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Golden;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.ffi.SystemCall;
import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.map.KernelMap;
import io.bpftest.program.KprobeProgram;
import io.bpftest.program.LsmProgram;
import io.bpftest.program.Program;
import io.bpftest.program.TracingProgram;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Programs that act on the whole system load, attach and fire. Run in virtual machines by ci/vms: the LSM program alone
 * would have it go there; its name keeps it out of suites on machines without QEMU.
 */
class AttachedInVm {

    // struct perf_event_attr, its second version
    private static final int ATTRIBUTES_SIZE = 72;
    private static final int FUNCTION = 56;
    private static final long SET_BPF = 0x4004_2408;
    private static final long ENABLE = 0x2400;

    @Test
    @BpfObject("whole_system.bpf.c")
    void aHandleOfASecurityHookIsWhatBringsThisClassHere(LsmProgram socketsRefused) {
        assertThat(System.getProperty("io.bpftest.guest")).isEqualTo("vm");
        assertThat(socketsRefused.info().section()).isEqualTo("lsm/socket_create");
    }

    @Test
    void aSecurityHookDecides() throws IOException {
        try (LoadedObject object = load("sockets_refused")) {
            int link = attached(object.program("sockets_refused", LsmProgram.class));
            try {
                assertThatThrownBy(DatagramChannel::open)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("not permitted");
            } finally {
                Native.libc().close(link);
            }
            assertThat(fired(object)).isPositive();
            DatagramChannel.open().close();
        }
    }

    @Test
    void anEntryOfAKernelFunctionIsSeen() throws IOException {
        try (LoadedObject object = load("sockets_entered")) {
            int link = attached(object.program("sockets_entered", TracingProgram.class));
            try {
                DatagramChannel.open().close();
            } finally {
                Native.libc().close(link);
            }
            long seen = fired(object);
            assertThat(seen).isPositive();
            DatagramChannel.open().close();
            assertThat(fired(object)).as("when it is detached").isEqualTo(seen);
        }
    }

    @Test
    void aProbeOfAKernelFunctionIsHit() throws IOException {
        try (LoadedObject object = load("sockets_probed")) {
            int event = probe("__sys_socket");
            try {
                int program = descriptor(object.program("sockets_probed", KprobeProgram.class));
                assertThat(SystemCall.IOCTL.call(event, SET_BPF, program, 0, 0)).isZero();
                assertThat(SystemCall.IOCTL.call(event, ENABLE, 0, 0, 0)).isZero();
                DatagramChannel.open().close();
            } finally {
                Native.libc().close(event);
            }
            assertThat(fired(object)).isPositive();
        }
    }

    private static LoadedObject load(String program) {
        ObjectSpec spec = Bpf.open(Golden.inModule("src/test/bpf/whole_system.bpf.c"));
        spec.programs().forEach(one -> one.autoload(one.name().equals(program)));
        spec.constant("process").set((int) ProcessHandle.current().pid());
        return spec.load();
    }

    private static long fired(LoadedObject object) {
        KernelMap<Integer, Long> fired = object.map("fired", Integer.class, Long.class);
        Long count = fired.get(0);
        return count == null ? 0 : count;
    }

    private static int descriptor(Program program) {
        return ((OwnProgram) program).descriptor();
    }

    private static int attached(Program program) {
        int link = Native.libbpf().bpf_raw_tracepoint_open(null, descriptor(program));
        assertThat(link).as(() -> Errno.text(-link)).isPositive();
        return link;
    }

    /** As {@code perf_event_open(2)} opens a kprobe: of all processes, counted on the first CPU. */
    private static int probe(String function) throws IOException {
        String type = Files.readString(Path.of("/sys/bus/event_source/devices/kprobe/type"));
        byte[] name = (function + "\0").getBytes(StandardCharsets.US_ASCII);
        long attributes = Scratch.of(ATTRIBUTES_SIZE + name.length);
        NativeMemory.clear(attributes, ATTRIBUTES_SIZE);
        NativeMemory.putBytes(attributes + ATTRIBUTES_SIZE, name);
        NativeMemory.putInt(attributes, Integer.parseInt(type.strip()));
        NativeMemory.putInt(attributes + 4, ATTRIBUTES_SIZE);
        NativeMemory.putLong(attributes + FUNCTION, attributes + ATTRIBUTES_SIZE);
        int event = (int) SystemCall.PERF_EVENT_OPEN.call(attributes, -1, 0, -1, 0);
        assertThat(event).as(() -> Errno.text(Native.errno())).isPositive();
        return event;
    }
}
