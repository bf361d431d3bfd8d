package io.bpftest.engine.cgroup;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.lab.ErrorNumber.ECONNREFUSED;
import static io.bpftest.lab.ErrorNumber.EINVAL;
import static io.bpftest.lab.ErrorNumber.ENOENT;
import static io.bpftest.lab.ErrorNumber.ENOPROTOOPT;
import static io.bpftest.lab.SocketKind.TCP4;
import static io.bpftest.lab.SocketKind.TCP6;
import static io.bpftest.lab.SocketKind.UDP4;

import io.bpftest.Bpf;
import io.bpftest.BpfCgroup;
import io.bpftest.error.CallException;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.ErrorNumber;
import io.bpftest.lab.SocketKind;
import io.bpftest.lab.SystemCalls.FileAccess;
import io.bpftest.lab.TestSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernel's own results, with nothing attached. */
@BpfCgroup
@MakesGroups
class TestSocketTest {

    private static final String HERE = "127.0.0.1";

    @ParameterizedTest
    @EnumSource(SocketKind.class)
    void eachKindOfSocketOpens(SocketKind kind, Cgroup group) {
        assertThat(group.trySocket(kind)).succeeds();
        assertThat(group.socket(kind).descriptor()).isPositive();
    }

    @Test
    void aStreamCarriesBytesBothWaysToItsEnd(Cgroup group) {
        TestSocket server = group.socket(TCP4);
        int port = port(server);
        assertThat(server.listen()).succeeds();
        TestSocket client = group.socket(TCP4);
        assertThat(client.connect(HERE, port)).wentTo(HERE, port).wentWhereAsked();
        TestSocket accepted = server.accept();

        assertThat(client.send("ping")).succeeds();
        assertThat(accepted.receive()).gives("ping");
        assertThat(accepted.send("pong")).succeeds();
        assertThat(client.receive()).gives("pong");
        accepted.close();
        assertThat(client.receive()).gives("");
        assertThat(client.peerAddress()).gives(HERE, port);
    }

    @Test
    void aSocketOfIp6ReachesAnAddressOfIp4(Cgroup group) {
        TestSocket server = group.socket(TCP4);
        int port = port(server);
        assertThat(server.listen()).succeeds();

        assertThat(group.socket(TCP6).connect(HERE, port)).wentTo(HERE, port);
    }

    @Test
    void aConnectionThatNobodyTakesIsRefused(Cgroup group) {
        int port;
        try (TestSocket closed = group.socket(TCP4)) {
            port = port(closed);
        }

        assertThat(group.socket(TCP4).connect(HERE, port)).isRefusedWith(ECONNREFUSED);
    }

    @Test
    void nothingReceivedIsAResultToo(Cgroup group) {
        TestSocket socket = group.socket(UDP4);
        port(socket);

        assertThat(socket.receive(Duration.ofMillis(1))).givesNothing();
    }

    @Test
    void errorsOfOptionsSysctlsAndFilesAreResults(Cgroup group) {
        assertThat(group.socket(UDP4).option(1, 9999)).isRefusedWith(ENOPROTOOPT);
        assertThat(group.socket(UDP4).setOption(1, 2, new byte[0])).isRefusedWith(EINVAL);
        assertThat(group.readSysctl("no/such/name")).isRefusedWith(ENOENT);
        assertThat(group.writeSysctl("no/such/name", "1")).isRefusedWith(ENOENT);
        assertThat(group.openFile(Path.of("/no/such/file"), FileAccess.READ)).isRefusedWith(ENOENT);
    }

    @Test
    void anAddressOfAnotherKindIsRefused(Cgroup group) {
        assertThatThrownBy(() -> group.socket(TCP4).connect("::1", 80))
                .isInstanceOf(CallException.class)
                .hasMessageContaining("A socket of address family 2 takes no address such as");
    }

    @Test
    void aClosedSocketIsRefused(Cgroup group) {
        TestSocket socket = group.socket(UDP4);
        socket.close();
        socket.close();

        assertThatThrownBy(() -> socket.sendTo(HERE, 9, "x"))
                .isInstanceOf(CallException.class)
                .hasMessageContaining("UDP over IPv4 socket in cgroup " + group.name() + " is closed");
    }

    @Test
    void aSocketThatDoesNotListenTakesNoConnection(Cgroup group) {
        assertThatThrownBy(() -> group.socket(TCP4).accept())
                .isInstanceOf(CallException.class)
                .hasMessageContaining("gives no connection")
                .hasMessageContaining(EINVAL.text());
    }

    @Test
    void aValueThatIsNoNumberIsToldSo(Cgroup group) {
        assertThatThrownBy(() -> group.socket(UDP4).option(1, 9999).asInt())
                .isInstanceOf(CallException.class)
                .hasMessageContaining(ENOPROTOOPT.text());
    }

    @Test
    void anErrorWithoutANameIsItsNumber() {
        assertThat(ErrorNumber.text(999)).isEqualTo("error 999");
        assertThat(ErrorNumber.text(1)).isEqualTo("EPERM (operation not permitted)");
    }

    @Test
    void socketsAreClosedWithTheirGroup() {
        Cgroup group = Bpf.cgroup();
        TestSocket socket = group.socket(UDP4);
        int port = port(socket);
        group.close();

        try (Cgroup next = Bpf.cgroup()) {
            assertThat(next.socket(UDP4).bind(HERE, port)).succeeds();
        }
    }

    private static int port(TestSocket socket) {
        return ((InetSocketAddress) socket.bind(HERE, 0).address().orElseThrow()).getPort();
    }
}
