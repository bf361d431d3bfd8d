package io.bpftest.engine.cgroup;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.lab.ErrorNumber.EACCES;
import static io.bpftest.lab.ErrorNumber.EPERM;
import static io.bpftest.lab.SocketKind.UDP4;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.CgroupHook;
import io.bpftest.lab.ConnectResult;
import io.bpftest.lab.TestSocket;
import io.bpftest.map.GlobalVariable;
import io.bpftest.program.CgroupSockAddrProgram;
import io.bpftest.program.SockOpsProgram;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** What a reader sees of a failed assertion on a call. */
@BpfObject("cgroup_addresses.bpf.c")
@MakesGroups
class CallFailureTextTest {

    @BpfProgram("connect4")
    CgroupSockAddrProgram connect;

    @BpfGlobal
    GlobalVariable<Integer> refused;

    @Test
    void aRefusalIsToldWithWhatWasAttached(Cgroup group) {
        group.attach(connect);
        refused.set(1);
        ConnectResult result = group.socket(UDP4).connect("192.0.2.1", 80);

        assertThatThrownBy(() -> assertThat(result).wentTo("127.0.0.1", 8080))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("Connect to 192.0.2.1:80 of a UDP over IPv4 socket in cgroup " + group.name()
                        + " was refused with EPERM (operation not permitted), expected that it went to 127.0.0.1:8080")
                .hasMessageContaining("  attached  cgroup sock_addr program \"connect4\" at cgroup/connect4 of cgroup "
                        + group.name() + ", link")
                .hasMessageContaining("  source    cgroup_addresses.bpf.c, section cgroup/connect4, kernel ");
        assertThatThrownBy(() -> assertThat(result).isRefusedWith(EACCES))
                .hasMessageContaining("expected that it was refused with EACCES (permission denied)");
        assertThatThrownBy(() -> assertThat(result).succeeds()).hasMessageContaining("expected that it succeeded");
    }

    @Test
    void whereAConnectionWentInsteadIsTold(Cgroup group) {
        ConnectResult result = group.socket(UDP4).connect("127.0.0.1", 9);

        assertThatThrownBy(() -> assertThat(result).isRefusedWith(EPERM))
                .hasMessageContaining(" went to 127.0.0.1:9, expected that it was refused with EPERM")
                .hasMessageContaining("  attached  nothing");
    }

    @Test
    void whatWasGivenInsteadIsTold(Cgroup group) {
        TestSocket socket = group.socket(UDP4);

        assertThatThrownBy(() -> assertThat(socket.option(1, 12)).gives(42))
                .hasMessageContaining("Getsockopt 1/12 of a UDP over IPv4 socket")
                .hasMessageContaining(" gave 0, expected that it gave 42");
        assertThatThrownBy(() -> assertThat(socket.option(1, 12)).gives(new byte[] {1, 2}))
                .hasMessageContaining("expected that it gave 01 02");
        assertThatThrownBy(() -> assertThat(socket.localAddress()).gives("::1", 8))
                .hasMessageContaining(" gave 0.0.0.0:0, expected that it gave [0:0:0:0:0:0:0:1]:8");
        assertThatThrownBy(() -> assertThat(group.readSysctl("kernel/ostype")).gives("Windows"))
                .hasMessageContaining("gave \"Linux\", expected that it gave \"Windows\"");
        assertThat(socket.bind("127.0.0.1", 0)).succeeds();
        assertThatThrownBy(() -> assertThat(socket.receive(Duration.ZERO)).gives("hello"))
                .hasMessageContaining("was refused with EAGAIN (try again), expected that it gave \"hello\"");
        assertThatThrownBy(() -> assertThat(group.trySocket(UDP4)).isRefusedWith(EPERM))
                .hasMessageContaining("Socket of UDP over IPv4 in cgroup");
    }

    @Test
    void theProgramsOfAHookAreToldInTheirOrder(@BpfProgram("connect6") CgroupSockAddrProgram other, Cgroup group) {
        Attachment attachment = group.attach(connect);

        assertThatThrownBy(() -> assertThat(group).runs(CgroupHook.CONNECT4, other, connect))
                .hasMessageContaining("At cgroup/connect4 of cgroup " + group.name()
                        + " run connect4, expected connect6, then connect4")
                .hasMessageContaining("  attached  cgroup sock_addr program \"connect4\"");
        attachment.close();
        assertThatThrownBy(() -> assertThat(group).runs(CgroupHook.CONNECT4, connect))
                .hasMessageContaining("run no programs, expected connect4");
    }

    @Test
    void theMapsOfWhatIsAttachedAreTold(
            @BpfProgram(value = "tcp_events", object = "cgroup_sockets.bpf.c") SockOpsProgram program, Cgroup group) {
        group.attach(program);

        assertThatThrownBy(() -> assertThat(group.trySocket(UDP4)).isRefusedWith(EPERM))
                .hasMessageContaining("  maps      events [all 0]");
    }
}
