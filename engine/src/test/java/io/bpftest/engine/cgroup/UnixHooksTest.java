package io.bpftest.engine.cgroup;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.lab.ErrorNumber.EPERM;
import static io.bpftest.lab.SocketKind.UNIX_DATAGRAM;
import static io.bpftest.lab.SocketKind.UNIX_STREAM;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.RequiresBpf;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.TestSocket;
import io.bpftest.map.GlobalVariable;
import io.bpftest.program.AttachType;
import io.bpftest.program.CgroupSockAddrProgram;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hooks of Unix sockets' addresses. */
@BpfObject("cgroup_unix.bpf.c")
@RequiresBpf(attach = AttachType.CGROUP_UNIX_CONNECT)
@MakesGroups
class UnixHooksTest {

    private static final byte[] BYTES = {'h', 'i'};

    @BpfGlobal
    GlobalVariable<Integer> refused;

    @BpfGlobal("to_path")
    GlobalVariable<byte[]> toPath;

    @BpfGlobal("to_length")
    GlobalVariable<Integer> toLength;

    /** Not a {@code @TempDir}, whose paths are longer than the addresses of the program. */
    private Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createTempDirectory("u");
    }

    @AfterEach
    void deleteFolder() throws Exception {
        for (String name : new String[] {"server", "client"}) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }

    private UnixDomainSocketAddress address(String name) {
        return UnixDomainSocketAddress.of(folder.resolve(name));
    }

    private void leadTo(String name) {
        byte[] path = folder.resolve(name).toString().getBytes();
        byte[] padded = new byte[64];
        System.arraycopy(path, 0, padded, 0, path.length);
        toPath.set(padded);
        toLength.set(path.length);
    }

    @Test
    void connectRefusesAndLeadsElsewhere(@BpfProgram("connect_unix") CgroupSockAddrProgram program, Cgroup group) {
        TestSocket server = group.socket(UNIX_STREAM);
        assertThat(server.bind(address("server"))).gives(address("server"));
        assertThat(server.listen()).succeeds();
        group.attach(program);
        leadTo("server");

        TestSocket client = group.socket(UNIX_STREAM);
        assertThat(client.connect(address("nowhere"))).succeeds();
        assertThat(client.send(BYTES)).succeeds();
        assertThat(server.accept().receive()).gives("hi");
        refused.set(1);
        assertThat(group.socket(UNIX_STREAM).connect(address("server"))).isRefusedWith(EPERM);
    }

    @Test
    void sendmsgRefusesAndLeadsElsewhere(@BpfProgram("sendmsg_unix") CgroupSockAddrProgram program, Cgroup group) {
        TestSocket server = group.socket(UNIX_DATAGRAM);
        assertThat(server.bind(address("server"))).succeeds();
        group.attach(program);
        leadTo("server");

        assertThat(group.socket(UNIX_DATAGRAM).sendTo(address("nowhere"), BYTES))
                .succeeds();
        assertThat(server.receive()).gives("hi");
        refused.set(1);
        assertThat(group.socket(UNIX_DATAGRAM).sendTo(address("server"), BYTES)).isRefusedWith(EPERM);
    }

    @Test
    void recvmsgTellsAnotherSender(@BpfProgram("recvmsg_unix") CgroupSockAddrProgram program, Cgroup group) {
        TestSocket server = group.socket(UNIX_DATAGRAM);
        assertThat(server.bind(address("server"))).succeeds();
        TestSocket client = group.socket(UNIX_DATAGRAM);
        assertThat(client.bind(address("client"))).succeeds();
        group.attach(program);
        leadTo("other");

        assertThat(client.sendTo(address("server"), BYTES)).succeeds();
        assertThat(server.receive()).gives("hi").isFrom(address("other"));
    }

    @Test
    void getpeernameAndGetsocknameTellOtherAddresses(
            @BpfProgram("getpeername_unix") CgroupSockAddrProgram peer,
            @BpfProgram("getsockname_unix") CgroupSockAddrProgram own,
            Cgroup group) {
        TestSocket server = group.socket(UNIX_STREAM);
        assertThat(server.bind(address("server"))).succeeds();
        assertThat(server.listen()).succeeds();
        TestSocket client = group.socket(UNIX_STREAM);
        assertThat(client.connect(address("server"))).succeeds();
        leadTo("other");

        group.attach(peer);
        assertThat(client.peerAddress()).gives(address("other"));
        assertThat(server.localAddress()).gives(address("server"));
        group.attach(own);
        assertThat(server.localAddress()).gives(address("other"));
    }
}
