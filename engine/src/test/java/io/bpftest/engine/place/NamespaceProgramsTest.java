package io.bpftest.engine.place;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.lab.ErrorNumber.ECONNREFUSED;
import static io.bpftest.lab.SocketKind.TCP4;
import static io.bpftest.lab.SocketKind.UDP4;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.engine.lab.MakesNamespaces;
import io.bpftest.error.AttachException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabHost;
import io.bpftest.lab.TestSocket;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.SocketMap;
import io.bpftest.program.FlowDissectorProgram;
import io.bpftest.program.SkLookupProgram;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Programs of a host's network namespace, by what becomes of connections and packets. */
@BpfObject("namespace_programs.bpf.c")
@MakesNamespaces
class NamespaceProgramsTest {

    private static final String HERE = "127.0.0.1";

    @BpfGlobal
    GlobalVariable<Integer> calls;

    @BpfGlobal
    GlobalVariable<Integer> refused;

    private static void command(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static int port(TestSocket socket) {
        return ((InetSocketAddress) socket.bind(HERE, 0).address().orElseThrow()).getPort();
    }

    @Test
    void everyPortLeadsToOneSocketUntilTheProgramIsDetached(
            SkLookupProgram program, @BpfMap("sockets") SocketMap<Integer> sockets, Lab lab) {
        LabHost host = lab.host("a");
        TestSocket server = host.socket(TCP4);
        port(server);
        assertThat(server.listen()).succeeds();
        sockets.put(0, server);
        Attachment attachment = host.attach(program);
        assertThat(attachment.hook()).isEqualTo("SK_LOOKUP of host a");

        TestSocket client = host.socket(TCP4);
        assertThat(client.connect(HERE, 7777)).wentWhereAsked();
        TestSocket accepted = server.accept();
        assertThat(client.send("to any port")).succeeds();
        assertThat(accepted.receive()).gives("to any port");
        assertThat(accepted.localAddress()).gives(HERE, 7777);
        refused.set(1);
        assertThat(host.socket(TCP4).connect(HERE, 7777)).isRefusedWith(ECONNREFUSED);
        int before = calls.get();
        attachment.close();
        assertThat(host.socket(TCP4).connect(HERE, 7777)).isRefusedWith(ECONNREFUSED);
        assertThat(calls.get()).isEqualTo(before);
    }

    @Test
    void anotherHostIsNotAsked(SkLookupProgram program, Lab lab) {
        LabHost host = lab.host("a");
        host.attach(program);
        LabHost other = lab.host("b");

        assertThat(other.socket(TCP4).connect(HERE, 7777)).isRefusedWith(ECONNREFUSED);
        assertThat(calls.get()).isZero();
    }

    /** The kernel takes packets apart to spread them over CPUs (Documentation/networking/scaling.rst: RPS). */
    @Test
    void aPacketIsTakenApartByTheProgramUntilItIsDetached(
            FlowDissectorProgram program, @BpfGlobal("seen_protocol") GlobalVariable<Integer> seen, Lab lab) {
        LabHost host = lab.host("a");
        host.run(() -> command(
                "unshare",
                "--mount",
                "sh",
                "-ec",
                "mount -t sysfs none /sys; echo 1 > /sys/class/net/lo/queues/rx-0/rps_cpus"));
        TestSocket server = host.socket(UDP4);
        int port = port(server);
        Attachment attachment = host.attach(program);

        assertThat(host.socket(UDP4).sendTo(HERE, port, "packet")).succeeds();
        assertThat(server.receive()).gives("packet");
        assertThat(calls.get()).isEqualTo(1);
        assertThat(seen.get()).isEqualTo(0x0800);
        attachment.close();
        assertThat(host.socket(UDP4).sendTo(HERE, port, "another")).succeeds();
        assertThat(server.receive()).gives("another");
        assertThat(calls.get()).isEqualTo(1);
    }

    @Test
    void aHostHasOneFlowDissector(FlowDissectorProgram program, Lab lab) {
        LabHost host = lab.host("a");
        Attachment attachment = host.attach(program);

        assertThatThrownBy(() -> host.attach(program))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("cannot be attached to FLOW_DISSECTOR of host a")
                .hasMessageContaining("it has as many such programs as it takes");
        attachment.close();
        assertThat(host.attach(program).isAttached()).isTrue();
        assertThat(attachment.isAttached()).isFalse();
    }

    @Test
    void aHostsSocketsAreItsOwn(Lab lab) {
        LabHost host = lab.host("a");
        TestSocket first = host.socket(UDP4);
        int port = port(first);

        assertThat(first.receive(java.time.Duration.ZERO)).givesNothing();
        lab.close();
        assertThat(first.descriptor()).isEqualTo(-1);
        assertThat(port).isPositive();
    }
}
