package io.bpftest.engine.place;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.lab.ErrorNumber.EACCES;
import static io.bpftest.lab.SocketKind.TCP4;
import static io.bpftest.lab.SocketKind.UDP4;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.RequiresBpf;
import io.bpftest.engine.cgroup.MakesGroups;
import io.bpftest.error.AttachException;
import io.bpftest.error.MapAccessException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.SkSkbHook;
import io.bpftest.lab.TestSocket;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.SocketMap;
import io.bpftest.program.AttachType;
import io.bpftest.program.SkMsgProgram;
import io.bpftest.program.SkSkbProgram;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs of maps of sockets, by what arrives where. */
@BpfObject("sockmap.bpf.c")
@MakesGroups
class SocketMapProgramsTest {

    private static final String HERE = "127.0.0.1";
    private static final int DROP = 1;
    private static final int TO_PEER = 2;
    private static final int TO_SOCKET = 3;

    @BpfGlobal
    GlobalVariable<Integer> mode;

    @BpfGlobal
    GlobalVariable<Integer> target;

    @BpfGlobal("message_length")
    GlobalVariable<Integer> messageLength;

    @BpfGlobal
    GlobalVariable<Integer> calls;

    @BpfMap
    SocketMap<Integer> sockets;

    @BpfMap
    SocketMap<Integer> hashed;

    /** Two connections; what the client sends, the server's socket receives. */
    private TestSocket client;

    private TestSocket server;
    private TestSocket otherClient;
    private TestSocket otherServer;

    @BeforeEach
    void connect(Cgroup group) {
        TestSocket listener = group.socket(TCP4);
        int port = port(listener);
        assertThat(listener.listen()).succeeds();
        client = group.socket(TCP4);
        assertThat(client.connect(HERE, port)).succeeds();
        server = listener.accept();
        otherClient = group.socket(TCP4);
        assertThat(otherClient.connect(HERE, port)).succeeds();
        otherServer = listener.accept();
    }

    private static int port(TestSocket socket) {
        return ((InetSocketAddress) socket.bind(HERE, 0).address().orElseThrow()).getPort();
    }

    @Test
    void aStreamPassesAndIsRedirected(@BpfProgram("stream_verdict") SkSkbProgram verdict, Cgroup group) {
        group.attach(verdict, sockets);
        sockets.put(0, server);
        sockets.put(1, otherServer);

        assertThat(client.send("passes")).succeeds();
        assertThat(server.receive()).gives("passes");
        mode.set(TO_PEER);
        target.set(1);
        assertThat(client.send("redirected")).succeeds();
        assertThat(otherClient.receive()).gives("redirected");
        mode.set(TO_SOCKET);
        assertThat(client.send("into the other")).succeeds();
        assertThat(otherServer.receive()).gives("into the other");
    }

    @Test
    void aDroppedMessageNeverArrives(@BpfProgram("stream_verdict") SkSkbProgram verdict, Cgroup group) {
        group.attach(verdict, sockets);
        sockets.put(0, server);
        mode.set(DROP);
        assertThat(client.send("dropped")).succeeds();
        mode.set(0);
        assertThat(client.send("passes")).succeeds();

        assertThat(server.receive()).gives("passes");
    }

    /** Linux 5.10, without this attach type, loops for ever where a part of what was sent is received. */
    @Test
    @RequiresBpf(attach = AttachType.SK_SKB_VERDICT)
    void aParserCutsAStreamIntoMessages(
            @BpfProgram("parser") SkSkbProgram parser,
            @BpfProgram("stream_verdict") SkSkbProgram verdict,
            Cgroup group) {
        messageLength.set(2);
        group.attach(parser, sockets);
        group.attach(verdict, sockets);
        sockets.put(0, server);

        assertThat(client.send("aabbcc")).succeeds();
        StringBuilder received = new StringBuilder();
        while (received.length() < 6) {
            received.append(server.receive().text());
        }
        assertThat(received).hasToString("aabbcc");
        assertThat(calls.get()).isEqualTo(3);
    }

    @Test
    @RequiresBpf(attach = AttachType.SK_SKB_VERDICT)
    void aVerdictDecidesAboutDatagramsToo(@BpfProgram("verdict") SkSkbProgram verdict, Cgroup group) {
        TestSocket receiver = group.socket(UDP4);
        int port = port(receiver);
        TestSocket other = group.socket(UDP4);
        // The kernel redirects to datagram sockets that are connected, to anybody.
        assertThat(other.connect(HERE, port)).succeeds();
        group.attach(verdict, sockets);
        sockets.put(0, receiver);
        sockets.put(1, other);
        mode.set(TO_SOCKET);
        target.set(1);

        assertThat(group.socket(UDP4).sendTo(HERE, port, "datagram")).succeeds();
        assertThat(other.receive()).gives("datagram");
    }

    @Test
    void aHookIsNamedWhereTheSectionDoesNot(@BpfProgram("unnamed") SkSkbProgram verdict, Cgroup group) {
        assertThatThrownBy(() -> group.attach(verdict, sockets))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("It is not said what sk_skb program \"unnamed\" is for")
                .hasMessageContaining("sk_skb/stream_parser, sk_skb/stream_verdict, sk_skb/verdict");
        group.attach(verdict, sockets, SkSkbHook.STREAM_VERDICT);
        sockets.put(0, server);

        assertThat(client.send("seen")).succeeds();
        assertThat(server.receive()).gives("seen");
        assertThat(calls.get()).isEqualTo(1);
    }

    @Test
    void whatASocketSendsIsRefusedRedirectedAndPassed(@BpfProgram("message") SkMsgProgram message, Cgroup group) {
        group.attach(message, hashed);
        hashed.put(7, client);
        hashed.put(8, otherServer);

        assertThat(client.send("passes")).succeeds();
        assertThat(server.receive()).gives("passes");
        target.set(8);
        mode.set(TO_SOCKET);
        assertThat(client.send("into the other")).succeeds();
        assertThat(otherServer.receive()).gives("into the other");
        mode.set(TO_PEER);
        assertThat(client.send("to its peer")).succeeds();
        assertThat(otherClient.receive()).gives("to its peer");
        mode.set(DROP);
        assertThat(client.send("refused")).isRefusedWith(EACCES);
    }

    @Test
    void aMapHasOneProgramOfAKindUntilItIsDetached(@BpfProgram("stream_verdict") SkSkbProgram verdict, Cgroup group) {
        Attachment attachment = group.attach(verdict, sockets);
        assertThat(attachment.hook()).isEqualTo("SK_SKB_STREAM_VERDICT of map sockets");

        assertThatThrownBy(() -> group.attach(verdict, sockets))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("program \"stream_verdict\" is attached there");
        attachment.close();
        attachment.close();
        assertThat(attachment.isAttached()).isFalse();
        assertThat(group.attach(verdict, sockets).isAttached()).isTrue();
    }

    @Test
    void aClosedSocketDoesNotGoIntoAMap() {
        client.close();

        assertThatThrownBy(() -> sockets.put(0, client))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("A socket cannot be put into map \"sockets\"")
                .hasMessageContaining("which is closed");
    }

    @Test
    void aMapOfAnotherKindTakesNoVerdict(
            @BpfProgram("stream_verdict") SkSkbProgram verdict,
            @BpfMap(value = "sockets", object = "socket_programs.bpf.c") SocketMap<Integer> array,
            Cgroup group) {
        assertThatThrownBy(() -> group.attach(verdict, array))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("map type REUSEPORT_SOCKARRAY")
                .hasMessageContaining("a sockmap or sockhash");
    }

    @Test
    @RequiresBpf(attach = AttachType.SK_SKB_VERDICT)
    void theOtherKindOfVerdictIsRefusedBesideOne(
            @BpfProgram("stream_verdict") SkSkbProgram stream, @BpfProgram("verdict") SkSkbProgram any, Cgroup group) {
        group.attach(stream, sockets);

        assertThatThrownBy(() -> group.attach(any, sockets))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("EBUSY")
                .hasMessageContaining("one of the two kinds of verdicts");
    }
}
