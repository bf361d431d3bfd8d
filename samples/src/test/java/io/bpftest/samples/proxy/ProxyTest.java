package io.bpftest.samples.proxy;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.lab.SocketKind.TCP4;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabHost;
import io.bpftest.lab.TestSocket;
import io.bpftest.map.KernelMap;
import io.bpftest.map.SocketMap;
import io.bpftest.program.SkSkbProgram;
import io.bpftest.samples.MakesGroups;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BpfObject("sockmap_proxy.bpf.c")
@MakesGroups
class ProxyTest {

    private static final int SOL_SOCKET = 1;
    private static final int SO_COOKIE = 57;

    record Partner(long cookie, long bytes) {}

    @BpfMap
    SocketMap<Long> sockets;

    @BpfMap
    KernelMap<Long, Partner> partners;

    private TestSocket client;

    /** The proxy's two ends. */
    private TestSocket front;

    private TestSocket back;
    private TestSocket server;

    @BeforeEach
    void connect(SkSkbProgram splice, Lab lab) {
        LabHost host = lab.host("proxy");
        host.attach(splice, sockets);
        TestSocket listening = listen(host, 8080);
        TestSocket serving = listen(host, 80);
        client = host.socket(TCP4);
        assertThat(client.connect("127.0.0.1", 8080)).succeeds();
        front = listening.accept();
        back = host.socket(TCP4);
        assertThat(back.connect("127.0.0.1", 80)).succeeds();
        server = serving.accept();
        sockets.put(cookie(front), front);
        sockets.put(cookie(back), back);
    }

    private static TestSocket listen(LabHost host, int port) {
        TestSocket socket = host.socket(TCP4);
        assertThat(socket.bind("127.0.0.1", port)).succeeds();
        assertThat(socket.listen()).succeeds();
        return socket;
    }

    private static long cookie(TestSocket socket) {
        byte[] bytes = socket.option(SOL_SOCKET, SO_COOKIE, Long.BYTES).bytes();
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong();
    }

    private void pair() {
        partners.put(cookie(front), new Partner(cookie(back), 0));
        partners.put(cookie(back), new Partner(cookie(front), 0));
    }

    @Test
    void aRequestAndItsAnswerCrossTheProxyInTheKernel() {
        pair();

        assertThat(client.send("GET /")).succeeds();
        assertThat(server.receive()).gives("GET /");
        assertThat(server.send("200 OK")).succeeds();
        assertThat(client.receive()).gives("200 OK");
        assertThat(partners)
                .containsEntry(cookie(front), new Partner(cookie(back), 5))
                .containsEntry(cookie(back), new Partner(cookie(front), 6));
    }

    @Test
    void whatComesBeforeThePairIsTheProxysToRead() {
        assertThat(client.send("CONNECT")).succeeds();
        assertThat(front.receive()).gives("CONNECT");
        pair();

        assertThat(client.send("GET /")).succeeds();
        assertThat(server.receive()).gives("GET /");
    }

    @Test
    void theEndOfOneSideIsSeenByTheProxy() {
        pair();
        client.close();

        assertThat(front.receive()).gives("");
    }
}
