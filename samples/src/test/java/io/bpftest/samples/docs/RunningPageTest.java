package io.bpftest.samples.docs;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.FlowDissectorOptions.flowDissectorOptions;
import static io.bpftest.program.NetfilterOptions.netfilterOptions;
import static io.bpftest.program.RawTracepointOptions.rawTracepointOptions;
import static io.bpftest.program.SkLookupOptions.tcpLookup;
import static io.bpftest.program.SkbOptions.skbOptions;
import static io.bpftest.program.XdpOptions.xdpOptions;
import static org.junit.jupiter.api.Assumptions.abort;

import io.bpftest.Bpf;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.RequiresBpf;
import io.bpftest.error.PrivilegeException;
import io.bpftest.feature.KernelFeatures;
import io.bpftest.map.SocketMap;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.FlowDissectorFlag;
import io.bpftest.program.FlowDissectorProgram;
import io.bpftest.program.FlowDissectorRun;
import io.bpftest.program.LwtProgram;
import io.bpftest.program.NetfilterHook;
import io.bpftest.program.NetfilterProgram;
import io.bpftest.program.ProgramType;
import io.bpftest.program.RawTracepointProgram;
import io.bpftest.program.SkLookupProgram;
import io.bpftest.program.SkLookupRun;
import io.bpftest.program.SyscallProgram;
import io.bpftest.program.SyscallRun;
import io.bpftest.program.TcProgram;
import io.bpftest.program.TcRun;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.Test;

/** The code of docs/running.md. */
@BpfObject("running.bpf.c")
class RunningPageTest {

    private static final Udp4Frame PACKET =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x");

    @Test
    void xdpHasAContextAndMetadata(@BpfProgram("tagged") XdpProgram tagged) {
        XdpRun run = tagged.run(
                PACKET, xdpOptions().ingressInterface("lo").receiveQueue(0).metadata(new byte[] {6, 0, 0, 0}));

        assertThat(run).passes().isUnchanged().hasMetadata(new byte[] {7, 0, 0, 0});
        assertThat(tagged.run(PACKET)).drops();
    }

    @Test
    void skbsHaveAContextInAndOut(@BpfProgram("marker") TcProgram marker) {
        TcRun run = marker.run(PACKET, skbOptions().mark(7).ingressInterface("lo"));

        assertThat(run).passes().hasPriority(7);
        assertThat(run.context().controlBlock()[0]).isEqualTo(1);
    }

    @Test
    void tunnelsTakeTheSameOptions(@BpfProgram("tunnel") LwtProgram tunnel) {
        assertThat(tunnel.run(PACKET, skbOptions().mark(7))).passes();
        assertThat(tunnel.run(PACKET)).drops();
    }

    @Test
    void flowDissectorsGiveKeys(@BpfProgram("dissect") FlowDissectorProgram dissect) {
        FlowDissectorRun run = dissect.run(PACKET, flowDissectorOptions().flags(FlowDissectorFlag.STOP_AT_ENCAP));

        assertThat(run)
                .dissects()
                .hasAddresses(ip4("203.0.113.7"), ip4("198.51.100.1"))
                .hasPorts(4000, 53)
                .hasOffsets(14, 34);
    }

    @Test
    void hooksAreChosen(@BpfProgram("guard") NetfilterProgram guard) {
        assertThat(guard.run(PACKET)).accepts();
        assertThat(guard.run(PACKET, netfilterOptions().hook(NetfilterHook.FORWARD)))
                .drops();
    }

    @Test
    void socketsAreSelected(@BpfProgram("steer") SkLookupProgram steer, @BpfMap("servers") SocketMap<Integer> servers)
            throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(anyPort)) {
            servers.put(0, server);

            SkLookupRun run = steer.run(tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80));

            assertThat(run).passes().selects(server);
            assertThat(steer.run(tcpLookup("203.0.113.7", 4000, "198.51.100.1", 8080)))
                    .passes()
                    .selectsNoSocket();
            assertThat(steer.run(tcpLookup("203.0.113.7", 4000, "198.51.100.1", 23)))
                    .drops();
        }
    }

    @Test
    void aSyscallGetsAStruct(@BpfProgram("add") SyscallProgram add) {
        ByteBuffer numbers = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        numbers.putInt(40).putInt(2);

        SyscallRun run = add.run(numbers.array());

        assertThat(run).returns(0);
        assertThat(run.contextBuffer().getLong(8)).isEqualTo(42);
    }

    @Test
    void aRawTracepointGetsArguments(@BpfProgram("sum") RawTracepointProgram sum) {
        assertThat(sum.run(40, 2)).returns(42);
        assertThat(sum.run(rawTracepointOptions().onCpu(0), 40, 2)).returns(42);
    }

    @Test
    void runsGoIntoACallersBuffer(@BpfProgram("marker") TcProgram marker) {
        byte[] bytes = PACKET.bytes();

        ByteBuffer packet = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        ByteBuffer output = ByteBuffer.allocateDirect(2048);

        int returned = marker.run(packet, output.clear());

        assertThat(returned).isZero();
        assertThat(output.remaining()).isEqualTo(bytes.length);
    }

    @Test
    void whatARunPrintsIsKnown(@BpfProgram("tagged") XdpProgram tagged) {
        XdpRun run = tagged.run(PACKET, xdpOptions().ingressInterface("lo").metadata(new byte[4]));
        abortWhereTracefsIsOutOfReach(run);

        assertThat(run).printed("tag 1 from interface 1");
        assertThat(run.printk()).containsExactly("tag 1 from interface 1");
    }

    private static void abortWhereTracefsIsOutOfReach(XdpRun run) {
        try {
            run.printk();
        } catch (PrivilegeException e) {
            abort(e.getMessage());
        }
    }

    @Test
    @RequiresBpf(program = ProgramType.XDP, helper = "bpf_xdp_adjust_meta")
    void whatTheKernelHasIsKnown() {
        KernelFeatures kernel = Bpf.features();

        assertThat(kernel.has(ProgramType.XDP)).isTrue();
        assertThat(kernel.hasHelper(ProgramType.XDP, "bpf_xdp_adjust_meta")).isTrue();
        assertThat(kernel.hasHelper(ProgramType.XDP, "bpf_skb_store_bytes")).isFalse();
    }
}
