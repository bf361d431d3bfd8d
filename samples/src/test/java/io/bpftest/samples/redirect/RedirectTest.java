package io.bpftest.samples.redirect;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.lab.ErrorNumber.ECONNREFUSED;
import static io.bpftest.lab.ErrorNumber.EPERM;
import static io.bpftest.lab.SocketKind.TCP4;
import static io.bpftest.lab.SocketKind.UDP4;
import static io.bpftest.packet.Packets.ip4;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.CgroupHook;
import io.bpftest.lab.TestSocket;
import io.bpftest.map.KernelMap;
import io.bpftest.program.CgroupSockAddrProgram;
import io.bpftest.samples.MakesGroups;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BpfObject("connect_redirect.bpf.c")
@MakesGroups
class RedirectTest {

    private static final int TCP = 6;
    private static final int UDP = 17;

    record Service(Inet4Address address, int port, int protocol) {}

    record Backend(Inet4Address address, int port, int connections) {}

    private static final Service WEB = new Service(ip4("198.51.100.1"), 80, TCP);

    @BpfMap
    KernelMap<Service, Backend> services;

    private TestSocket backend;
    private int port;

    @BeforeEach
    void listen(
            @BpfProgram("connect_to_backend") CgroupSockAddrProgram connect,
            @BpfProgram("tell_the_service") CgroupSockAddrProgram tell,
            Cgroup group) {
        group.attach(connect);
        group.attach(tell);
        backend = group.socket(TCP4);
        InetSocketAddress bound =
                (InetSocketAddress) backend.bind("127.0.0.1", 0).address().orElseThrow();
        port = bound.getPort();
        assertThat(backend.listen()).succeeds();
    }

    @Test
    void aServiceLeadsToItsBackend(Cgroup group) {
        services.put(WEB, new Backend(ip4("127.0.0.1"), port, 0));
        TestSocket client = group.socket(TCP4);

        assertThat(client.connect("198.51.100.1", 80)).wentTo("127.0.0.1", port);
        assertThat(client.send("GET /")).succeeds();
        assertThat(backend.accept().receive()).gives("GET /");
        assertThat(services).containsEntry(WEB, new Backend(ip4("127.0.0.1"), port, 1));
    }

    @Test
    void theCallerNeverLearnsOfTheBackend(Cgroup group) {
        services.put(WEB, new Backend(ip4("127.0.0.1"), port, 0));
        TestSocket client = group.socket(TCP4);
        assertThat(client.connect("198.51.100.1", 80)).succeeds();

        assertThat(client.peerAddress()).gives("198.51.100.1", 80);
    }

    @Test
    void whatIsNoServiceIsReachedAsBefore(Cgroup group) {
        services.put(new Service(ip4("127.0.0.1"), port, UDP), new Backend(ip4("198.51.100.1"), 80, 0));
        services.put(new Service(ip4("127.0.0.1"), 80, TCP), new Backend(ip4("198.51.100.1"), 80, 0));
        services.put(new Service(ip4("127.0.0.1"), port + 1, TCP), new Backend(ip4("198.51.100.1"), 80, 0));
        services.put(new Service(ip4("127.0.0.2"), port, TCP), new Backend(ip4("198.51.100.1"), 80, 0));
        TestSocket client = group.socket(TCP4);

        assertThat(client.connect("127.0.0.1", port)).wentWhereAsked();
        assertThat(client.peerAddress()).gives("127.0.0.1", port);
    }

    @Test
    void aServiceOfUdpIsAnotherThanThatOfTcp(Cgroup group) {
        services.put(new Service(ip4("198.51.100.1"), 80, UDP), new Backend(ip4("127.0.0.1"), 9, 0));

        assertThat(group.socket(UDP4).connect("198.51.100.1", 80)).wentTo("127.0.0.1", 9);
    }

    @Test
    void aServiceWithoutABackendIsRefused(Cgroup group) {
        services.put(WEB, new Backend(ip4("127.0.0.1"), 0, 0));

        assertThat(group.socket(TCP4).connect("198.51.100.1", 80)).isRefusedWith(EPERM);
    }

    @Test
    void aBackendThatDoesNotListenRefuses(Cgroup group) {
        backend.close();
        services.put(WEB, new Backend(ip4("127.0.0.1"), port, 0));

        assertThat(group.socket(TCP4).connect("198.51.100.1", 80)).isRefusedWith(ECONNREFUSED);
    }

    @Test
    void bothProgramsRunWhereTheyBelong(
            @BpfProgram("connect_to_backend") CgroupSockAddrProgram connect,
            @BpfProgram("tell_the_service") CgroupSockAddrProgram tell,
            Cgroup group) {
        assertThat(group).runs(CgroupHook.CONNECT4, connect).runs(CgroupHook.GETPEERNAME4, tell);
    }
}
