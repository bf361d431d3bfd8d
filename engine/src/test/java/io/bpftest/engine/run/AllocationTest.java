package io.bpftest.engine.run;

import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.NetfilterOptions.netfilterOptions;
import static io.bpftest.program.SkLookupOptions.tcpLookup;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.program.FlowDissectorProgram;
import io.bpftest.program.NetfilterHook;
import io.bpftest.program.NetfilterOptions;
import io.bpftest.program.NetfilterProgram;
import io.bpftest.program.PacketProgram;
import io.bpftest.program.SkLookupOptions;
import io.bpftest.program.SkLookupProgram;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.SyscallProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts the bytes that the running thread allocates, as the JVM reports them. */
@BpfObject("verdicts.bpf.c")
class AllocationTest {

    private static final int RUNS = 20_000;

    /** Asking the JVM may itself allocate a little, once for all runs. */
    private static final int ONCE = 4096;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @BpfProgram("xdp_verdict")
    XdpProgram xdp;

    @BpfProgram("tc_verdict")
    TcProgram tc;

    @BpfProgram("accept")
    SocketFilterProgram filter;

    @Test
    void aRunIntoACallersBufferAllocatesNothing() {
        allocatesNothing(xdp);
        allocatesNothing(tc);
        allocatesNothing(filter);
    }

    @Test
    void aRunThatGivesNoPacketAllocatesNothing(
            @BpfProgram(value = "steer", object = "sk_lookup.bpf.c") SkLookupProgram lookup,
            @BpfProgram(value = "dissect", object = "flow_dissector.bpf.c") FlowDissectorProgram dissector,
            @BpfProgram(value = "by_ttl", object = "netfilter.bpf.c") NetfilterProgram netfilter) {
        SkLookupOptions web = tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80);
        NetfilterOptions options = netfilterOptions().hook(NetfilterHook.PRE_ROUTING);
        byte[] bytes = udp4("203.0.113.7", 4000, "198.51.100.1", 53).bytes();
        ByteBuffer packet = ByteBuffer.allocateDirect(64).put(bytes).flip();
        ByteBuffer output = ByteBuffer.allocateDirect(100);

        assertThat(allocated(() -> lookup.run(web, output.clear()))).isLessThan(ONCE);
        assertThat(allocated(() -> dissector.run(packet, output.clear()))).isLessThan(ONCE);
        assertThat(allocated(() -> netfilter.run(packet, options))).isLessThan(ONCE);
    }

    @Test
    void aRunOnACallersContextAllocatesNothing(
            @BpfProgram(value = "add", object = "syscalls.bpf.c") SyscallProgram syscall) {
        ByteBuffer direct = ByteBuffer.allocateDirect(24);
        ByteBuffer onArray = ByteBuffer.allocate(24);

        assertThat(allocated(() -> syscall.run(direct))).isLessThan(ONCE);
        assertThat(allocated(() -> syscall.run(onArray))).isLessThan(ONCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 1500})
    void aRunOnBytesAllocatesItsResultAndBytesOnly(int length) {
        byte[] packet = Frames.ofLength(length);

        long allocated = allocated(() -> xdp.run(packet));

        // The array with its header of 16 bytes, and the result: a header and five fields of at most 8 bytes.
        assertThat(allocated).isBetween((long) length * RUNS, (length + 16L + 8 + 16 + 5 * 8) * RUNS + ONCE);
    }

    private static void allocatesNothing(PacketProgram<?, ?> program) {
        ByteBuffer packet = ByteBuffer.allocateDirect(64).put(Frames.asking(2)).flip();
        ByteBuffer output = ByteBuffer.allocateDirect(64);

        long allocated = allocated(() -> program.run(packet, output.clear()));

        assertThat(allocated).as(program.toString()).isLessThan(ONCE);
    }

    private static long allocated(Runnable run) {
        for (int i = 0; i < RUNS; i++) {
            run.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            run.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
