package io.bpftest.engine.cgroup;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.lab.ErrorNumber.EPERM;
import static io.bpftest.lab.SocketKind.TCP4;
import static io.bpftest.lab.SocketKind.TCP6;
import static io.bpftest.lab.SocketKind.UDP4;
import static io.bpftest.lab.SocketKind.UDP6;
import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.ip6;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.TestSocket;
import io.bpftest.map.GlobalVariable;
import io.bpftest.program.CgroupSockAddrProgram;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

/** The hooks of IPv4 and IPv6 addresses, each by what it does to a call. */
@BpfObject("cgroup_addresses.bpf.c")
@MakesGroups
class AddressHooksTest {

    private static final String HERE = "127.0.0.1";
    private static final String HERE6 = "::1";

    /** Nobody has these (RFC 5737, RFC 3849). */
    private static final String ELSEWHERE = "192.0.2.1";

    private static final String ELSEWHERE6 = "2001:db8::1";

    @BpfGlobal
    GlobalVariable<Integer> refused;

    @BpfGlobal("to_ip4")
    GlobalVariable<Inet4Address> to4;

    @BpfGlobal("to_ip6")
    GlobalVariable<Inet6Address> to6;

    @BpfGlobal("to_port")
    GlobalVariable<Integer> toPort;

    @BpfGlobal("seen_ip4")
    GlobalVariable<Inet4Address> seen4;

    @BpfGlobal("seen_ip6")
    GlobalVariable<Inet6Address> seen6;

    @BpfGlobal("seen_port")
    GlobalVariable<Integer> seenPort;

    @BpfGlobal
    GlobalVariable<Integer> calls;

    /** A server whose port the kernel chose. */
    private static int listen(TestSocket server, String address) {
        SocketAddress bound = server.bind(address, 0).address().orElseThrow();
        if (server.kind() == TCP4 || server.kind() == TCP6) {
            assertThat(server.listen()).succeeds();
        }
        return ((InetSocketAddress) bound).getPort();
    }

    private void leadTo(String address, int port) {
        if (address.contains(":")) {
            to6.set(ip6(address));
        } else {
            to4.set(ip4(address));
        }
        toPort.set(port);
    }

    @Test
    void connect4RefusesWithEperm(@BpfProgram("connect4") CgroupSockAddrProgram program, Cgroup group) {
        group.attach(program);
        refused.set(1);

        assertThat(group.socket(TCP4).connect(ELSEWHERE, 80)).isRefusedWith(EPERM);
        assertThat(seen4.get()).isEqualTo(ip4(ELSEWHERE));
        assertThat(seenPort.get()).isEqualTo(80);
    }

    @Test
    void connect4LeadsElsewhere(@BpfProgram("connect4") CgroupSockAddrProgram program, Cgroup group) {
        TestSocket server = group.socket(TCP4);
        int port = listen(server, HERE);
        group.attach(program);
        leadTo(HERE, port);

        TestSocket client = group.socket(TCP4);
        assertThat(client.connect(ELSEWHERE, 80)).wentTo(HERE, port);
        assertThat(client.send("hello")).succeeds();
        assertThat(server.accept().receive()).gives("hello");
    }

    @Test
    void connect6RefusesWithEperm(@BpfProgram("connect6") CgroupSockAddrProgram program, Cgroup group) {
        group.attach(program);
        refused.set(1);

        assertThat(group.socket(TCP6).connect(ELSEWHERE6, 80)).isRefusedWith(EPERM);
        assertThat(seen6.get()).isEqualTo(ip6(ELSEWHERE6));
    }

    @Test
    void connect6LeadsElsewhere(@BpfProgram("connect6") CgroupSockAddrProgram program, Cgroup group) {
        TestSocket server = group.socket(TCP6);
        int port = listen(server, HERE6);
        group.attach(program);
        leadTo(HERE6, port);

        assertThat(group.socket(TCP6).connect(ELSEWHERE6, 80)).wentTo(HERE6, port);
    }

    @Test
    void bind4RefusesWithEperm(@BpfProgram("bind4") CgroupSockAddrProgram program, Cgroup group) {
        group.attach(program);
        refused.set(1);

        assertThat(group.socket(UDP4).bind(HERE, 0)).isRefusedWith(EPERM);
    }

    @Test
    void bind4ChangesTheAddress(@BpfProgram("bind4") CgroupSockAddrProgram program, Cgroup group) {
        int free = freePort(group);
        group.attach(program);
        leadTo("127.0.0.2", free);

        assertThat(group.socket(UDP4).bind(HERE, 0)).gives("127.0.0.2", free);
    }

    @Test
    void bind6RefusesWithEpermAndChangesTheAddress(@BpfProgram("bind6") CgroupSockAddrProgram program, Cgroup group) {
        int free = freePort(group);
        group.attach(program);
        leadTo(HERE6, free);

        assertThat(group.socket(UDP6).bind("::", 0)).gives(HERE6, free);
        refused.set(1);
        assertThat(group.socket(UDP6).bind("::", 0)).isRefusedWith(EPERM);
    }

    @Test
    void sendmsg4RefusesAndLeadsElsewhere(@BpfProgram("sendmsg4") CgroupSockAddrProgram program, Cgroup group) {
        TestSocket server = group.socket(UDP4);
        int port = listen(server, HERE);
        group.attach(program);
        leadTo(HERE, port);

        assertThat(group.socket(UDP4).sendTo(ELSEWHERE, 53, "query")).succeeds();
        assertThat(server.receive()).gives("query");
        assertThat(seen4.get()).isEqualTo(ip4(ELSEWHERE));
        refused.set(1);
        assertThat(group.socket(UDP4).sendTo(ELSEWHERE, 53, "query")).isRefusedWith(EPERM);
    }

    @Test
    void sendmsg6RefusesAndLeadsElsewhere(@BpfProgram("sendmsg6") CgroupSockAddrProgram program, Cgroup group) {
        TestSocket server = group.socket(UDP6);
        int port = listen(server, HERE6);
        group.attach(program);
        leadTo(HERE6, port);

        assertThat(group.socket(UDP6).sendTo(ELSEWHERE6, 53, "query")).succeeds();
        assertThat(server.receive()).gives("query");
        refused.set(1);
        assertThat(group.socket(UDP6).sendTo(ELSEWHERE6, 53, "query")).isRefusedWith(EPERM);
    }

    @Test
    void recvmsg4TellsAnotherSender(@BpfProgram("recvmsg4") CgroupSockAddrProgram program, Cgroup group) {
        TestSocket server = group.socket(UDP4);
        int port = listen(server, HERE);
        group.attach(program);
        leadTo(ELSEWHERE, 53);
        assertThat(group.socket(UDP4).sendTo(HERE, port, "answer")).succeeds();

        assertThat(server.receive()).gives("answer").isFrom(ELSEWHERE, 53);
    }

    @Test
    void recvmsg6TellsAnotherSender(@BpfProgram("recvmsg6") CgroupSockAddrProgram program, Cgroup group) {
        TestSocket server = group.socket(UDP6);
        int port = listen(server, HERE6);
        group.attach(program);
        leadTo(ELSEWHERE6, 53);
        assertThat(group.socket(UDP6).sendTo(HERE6, port, "answer")).succeeds();

        assertThat(server.receive()).gives("answer").isFrom(ELSEWHERE6, 53);
    }

    @Test
    void getpeername4TellsAnotherAddressThanTheRealOne(
            @BpfProgram("getpeername4") CgroupSockAddrProgram program, Cgroup group) {
        TestSocket server = group.socket(TCP4);
        int port = listen(server, HERE);
        group.attach(program);
        leadTo(ELSEWHERE, 80);
        TestSocket client = group.socket(TCP4);

        assertThat(client.connect(HERE, port)).wentWhereAsked();
        assertThat(client.peerAddress()).gives(ELSEWHERE, 80);
    }

    @Test
    void getpeername6TellsAnotherAddressThanTheRealOne(
            @BpfProgram("getpeername6") CgroupSockAddrProgram program, Cgroup group) {
        TestSocket server = group.socket(TCP6);
        int port = listen(server, HERE6);
        group.attach(program);
        leadTo(ELSEWHERE6, 80);
        TestSocket client = group.socket(TCP6);

        assertThat(client.connect(HERE6, port)).wentWhereAsked();
        assertThat(client.peerAddress()).gives(ELSEWHERE6, 80);
    }

    @Test
    void getsockname4TellsAnotherAddress(@BpfProgram("getsockname4") CgroupSockAddrProgram program, Cgroup group) {
        TestSocket socket = group.socket(UDP4);
        listen(socket, HERE);
        group.attach(program);
        leadTo(ELSEWHERE, 80);

        assertThat(socket.localAddress()).gives(ELSEWHERE, 80);
    }

    @Test
    void getsockname6TellsAnotherAddress(@BpfProgram("getsockname6") CgroupSockAddrProgram program, Cgroup group) {
        TestSocket socket = group.socket(UDP6);
        listen(socket, HERE6);
        group.attach(program);
        leadTo(ELSEWHERE6, 80);

        assertThat(socket.localAddress()).gives(ELSEWHERE6, 80);
    }

    @Test
    void theRestOfTheJvmIsNotAsked(@BpfProgram("connect6") CgroupSockAddrProgram program, Cgroup group)
            throws Exception {
        group.attach(program);
        refused.set(1);
        try (java.net.ServerSocket server = new java.net.ServerSocket(0);
                java.net.Socket outside = new java.net.Socket("127.0.0.1", server.getLocalPort())) {
            assertThat(outside.isConnected()).isTrue();
            assertThat(calls.get()).isZero();
        }
    }

    private static int freePort(Cgroup group) {
        try (TestSocket socket = group.socket(UDP4)) {
            return listen(socket, HERE);
        }
    }
}
