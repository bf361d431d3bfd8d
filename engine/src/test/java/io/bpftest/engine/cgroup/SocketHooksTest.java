package io.bpftest.engine.cgroup;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.lab.ErrorNumber.EPERM;
import static io.bpftest.lab.SocketKind.TCP4;
import static io.bpftest.lab.SocketKind.UDP4;
import static io.bpftest.lab.SocketKind.UDP6;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.CgroupHook;
import io.bpftest.lab.SocketKind;
import io.bpftest.lab.TestSocket;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.KernelMap;
import io.bpftest.program.CgroupSkbProgram;
import io.bpftest.program.CgroupSockProgram;
import io.bpftest.program.CgroupSockoptProgram;
import io.bpftest.program.SockOpsProgram;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The hooks of sockets, their packets and options, each by what it does to a call. */
@BpfObject("cgroup_sockets.bpf.c")
@MakesGroups
class SocketHooksTest {

    private static final String HERE = "127.0.0.1";

    private static final int SOL_SOCKET = 1;
    private static final int SO_PRIORITY = 12;
    private static final int SO_RCVLOWAT = 18;

    private static final int ACTIVE_ESTABLISHED = 4;
    private static final int PASSIVE_ESTABLISHED = 5;

    @BpfGlobal
    GlobalVariable<Integer> refused;

    @BpfGlobal("refused_port")
    GlobalVariable<Integer> refusedPort;

    @BpfGlobal
    GlobalVariable<Integer> calls;

    private static int bind(TestSocket socket) {
        return ((InetSocketAddress) socket.bind(HERE, 0).address().orElseThrow()).getPort();
    }

    @Test
    void aSocketIsRefused(@BpfProgram("sock_create") CgroupSockProgram program, Cgroup group) {
        group.attach(program);
        assertThat(group.trySocket(TCP4)).succeeds();

        refused.set(1);

        assertThat(group.trySocket(TCP4)).isRefusedWith(EPERM);
        assertThat(group.trySocket(SocketKind.UNIX_STREAM)).succeeds();
        assertThat(calls.get()).isEqualTo(2);
    }

    @Test
    void aSocketIsMadeWithAnotherPriority(@BpfProgram("sock_create") CgroupSockProgram program, Cgroup group) {
        assertThat(group.socket(UDP4).option(SOL_SOCKET, SO_PRIORITY)).gives(0);

        group.attach(program);

        assertThat(group.socket(UDP4).option(SOL_SOCKET, SO_PRIORITY)).gives(5);
    }

    @Test
    void theEndOfASocketIsSeen(@BpfProgram("sock_release") CgroupSockProgram program, Cgroup group) {
        TestSocket socket = group.socket(UDP4);
        group.attach(program);

        socket.close();

        assertThat(calls.get()).isEqualTo(1);
    }

    @Test
    void aPortIsRefusedAfterItWasBound(@BpfProgram("post_bind4") CgroupSockProgram program, Cgroup group) {
        int port;
        try (TestSocket first = group.socket(UDP4)) {
            port = bind(first);
        }
        group.attach(program);
        refused.set(1);
        refusedPort.set(port);

        assertThat(group.socket(UDP4).bind(HERE, port)).isRefusedWith(EPERM);
        assertThat(group.socket(UDP4).bind(HERE, 0)).succeeds();
    }

    @Test
    void aPortOfIp6IsRefusedAfterItWasBound(@BpfProgram("post_bind6") CgroupSockProgram program, Cgroup group) {
        int port;
        try (TestSocket first = group.socket(UDP4)) {
            port = bind(first);
        }
        group.attach(program);
        refused.set(1);
        refusedPort.set(port);

        assertThat(group.socket(UDP6).bind("::1", port)).isRefusedWith(EPERM);
        assertThat(group.socket(UDP6).bind("::1", 0)).succeeds();
    }

    @Test
    void aDroppedPacketGoesNowhereAndItsSenderIsTold(@BpfProgram("egress") CgroupSkbProgram program, Cgroup group) {
        TestSocket server = group.socket(UDP4);
        int port = bind(server);
        group.attach(program);
        assertThat(group.socket(UDP4).sendTo(HERE, port, "first")).succeeds();
        assertThat(server.receive()).gives("first");

        refusedPort.set(port);

        assertThat(group.socket(UDP4).sendTo(HERE, port, "second")).isRefusedWith(EPERM);
    }

    @Test
    void aPacketDroppedOnItsWayInNeverArrives(@BpfProgram("ingress") CgroupSkbProgram program, Cgroup group) {
        TestSocket server = group.socket(UDP4);
        int port = bind(server);
        group.attach(program);
        refusedPort.set(port);
        assertThat(group.socket(UDP4).sendTo(HERE, port, "dropped")).succeeds();
        refusedPort.set(0);
        assertThat(group.socket(UDP4).sendTo(HERE, port, "passed")).succeeds();

        assertThat(server.receive()).gives("passed");
        assertThat(server.receive(java.time.Duration.ZERO)).givesNothing();
    }

    @ParameterizedTest
    @EnumSource(
            value = CgroupHook.class,
            names = {"INGRESS", "EGRESS"})
    void aProgramForEitherWayIsAttachedWhereTheTestSays(
            CgroupHook hook, @BpfProgram("either") CgroupSkbProgram program, Cgroup group) {
        TestSocket server = group.socket(UDP4);
        int port = bind(server);
        group.attach(program, hook);

        assertThat(group.socket(UDP4).sendTo(HERE, port, "one packet")).succeeds();
        assertThat(server.receive()).gives("one packet");
        assertThat(calls.get()).isEqualTo(1);
    }

    @Test
    void getsockoptGivesTheProgramsValue(@BpfProgram("getsockopt") CgroupSockoptProgram program, Cgroup group) {
        TestSocket socket = group.socket(UDP4);
        group.attach(program);

        assertThat(socket.option(SOL_SOCKET, SO_PRIORITY)).gives(42);
        refused.set(1);
        assertThat(socket.option(SOL_SOCKET, SO_PRIORITY)).isRefusedWith(EPERM);
        assertThat(socket.option(SOL_SOCKET, SO_RCVLOWAT)).gives(1);
    }

    @Test
    void setsockoptSetsTheProgramsValue(@BpfProgram("setsockopt") CgroupSockoptProgram program, Cgroup group) {
        TestSocket socket = group.socket(UDP4);
        group.attach(program);

        assertThat(socket.setOption(SOL_SOCKET, SO_RCVLOWAT, 7)).succeeds();
        assertThat(socket.option(SOL_SOCKET, SO_RCVLOWAT)).gives(107);
        refused.set(1);
        assertThat(socket.setOption(SOL_SOCKET, SO_RCVLOWAT, 7)).isRefusedWith(EPERM);
    }

    @Test
    void eventsOfAConnectionAreSeenAtBothEndsAndChangeIt(
            SockOpsProgram program, @BpfMap("events") KernelMap<Integer, Long> events, Cgroup group) {
        group.attach(program);
        TestSocket server = group.socket(TCP4);
        int port = bind(server);
        assertThat(server.listen()).succeeds();
        TestSocket client = group.socket(TCP4);

        assertThat(client.connect(HERE, port)).wentWhereAsked();
        server.accept();

        assertThat(events).containsEntry(ACTIVE_ESTABLISHED, 1L).containsEntry(PASSIVE_ESTABLISHED, 1L);
        assertThat(client.option(SOL_SOCKET, SO_PRIORITY)).gives(6);
    }
}
