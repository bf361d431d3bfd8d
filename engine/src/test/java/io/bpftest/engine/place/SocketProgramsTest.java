package io.bpftest.engine.place;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.lab.SocketKind.UDP4;

import io.bpftest.Bpf;
import io.bpftest.BpfGlobal;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.cgroup.MakesGroups;
import io.bpftest.error.AttachException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.TestSocket;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.SocketMap;
import io.bpftest.program.ClassicFilterProgram;
import io.bpftest.program.ClassicInstruction;
import io.bpftest.program.SkReuseportProgram;
import io.bpftest.program.SocketFilterProgram;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;

/** Programs of single sockets, each by what the socket receives. */
@BpfObject("socket_programs.bpf.c")
@MakesGroups
class SocketProgramsTest {

    private static final String HERE = "127.0.0.1";
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEPORT = 15;
    private static final int UDP_HEADER = 8;

    @BpfGlobal
    GlobalVariable<Integer> kept;

    @BpfGlobal
    GlobalVariable<Integer> chosen;

    @BpfGlobal
    GlobalVariable<Integer> calls;

    private static int bind(TestSocket socket, int port) {
        return ((InetSocketAddress) socket.bind(HERE, port).address().orElseThrow()).getPort();
    }

    private static TestSocket sharing(Cgroup group) {
        TestSocket socket = group.socket(UDP4);
        assertThat(socket.setOption(SOL_SOCKET, SO_REUSEPORT, 1)).succeeds();
        return socket;
    }

    @Test
    void aFilterCutsWhatASocketReceivesUntilItIsDetached(
            @BpfProgram("filter") SocketFilterProgram filter, Cgroup group) {
        TestSocket server = group.socket(UDP4);
        int port = bind(server, 0);
        Attachment attachment = group.attach(filter, server);
        kept.set(UDP_HEADER + 3);
        assertThat(group.socket(UDP4).sendTo(HERE, port, "hello")).succeeds();
        assertThat(server.receive()).gives("hel");

        attachment.close();

        assertThat(group.socket(UDP4).sendTo(HERE, port, "hello")).succeeds();
        assertThat(server.receive()).gives("hello");
        assertThat(calls.get()).isEqualTo(1);
        assertThat(attachment.isAttached()).isFalse();
    }

    @Test
    void aFilterThatKeepsNothingDropsThePacket(@BpfProgram("filter") SocketFilterProgram filter, Cgroup group) {
        TestSocket server = group.socket(UDP4);
        int port = bind(server, 0);
        group.attach(filter, server);
        kept.set(0);
        assertThat(group.socket(UDP4).sendTo(HERE, port, "dropped")).succeeds();
        kept.set(100);
        assertThat(group.socket(UDP4).sendTo(HERE, port, "passed")).succeeds();

        assertThat(server.receive()).gives("passed");
    }

    @Test
    void aChannelOfJavasTakesAFilterToo(@BpfProgram("filter") SocketFilterProgram filter, Cgroup group)
            throws Exception {
        try (DatagramChannel server = DatagramChannel.open(StandardProtocolFamily.INET)) {
            server.bind(new InetSocketAddress(HERE, 0));
            group.attach(filter, server);
            kept.set(UDP_HEADER + 2);
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            assertThat(group.socket(UDP4).sendTo(HERE, port, "hello")).succeeds();

            ByteBuffer received = ByteBuffer.allocate(16);
            server.receive(received);
            assertThat(received.position()).isEqualTo(2);
        }
    }

    @Test
    void aClassicFilterCutsWhatASocketReceivesUntilItIsDetached(Cgroup group) {
        TestSocket server = group.socket(UDP4);
        int port = bind(server, 0);
        // What has an "h" behind the UDP header, as far as its third letter.
        ClassicFilterProgram filter =
                Bpf.classicFilter(ClassicInstruction.parse("4,48 0 0 8,21 0 1 104,6 0 0 11,6 0 0 0"));
        Attachment attachment = group.attach(filter, server);
        assertThat(group.socket(UDP4).sendTo(HERE, port, "dropped")).succeeds();
        assertThat(group.socket(UDP4).sendTo(HERE, port, "hello")).succeeds();
        assertThat(server.receive()).gives("hel");
        assertThat(attachment.program()).isSameAs(filter);
        assertThat(attachment.isAttached()).isTrue();

        attachment.close();

        assertThat(group.socket(UDP4).sendTo(HERE, port, "dropped no more")).succeeds();
        assertThat(server.receive()).gives("dropped no more");
        assertThat(attachment.isAttached()).isFalse();
    }

    @Test
    void aChannelOfJavasTakesAClassicFilterToo(Cgroup group) throws Exception {
        try (DatagramChannel server = DatagramChannel.open(StandardProtocolFamily.INET)) {
            server.bind(new InetSocketAddress(HERE, 0));
            group.attach(Bpf.classicFilter(ClassicInstruction.parse("1,6 0 0 10")), server);
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            assertThat(group.socket(UDP4).sendTo(HERE, port, "hello")).succeeds();

            ByteBuffer received = ByteBuffer.allocate(16);
            server.receive(received);
            assertThat(received.position()).isEqualTo(2);
        }
    }

    @Test
    void aClosedSocketTakesNoClassicFilter(Cgroup group) {
        TestSocket socket = group.socket(UDP4);
        socket.close();

        assertThatThrownBy(() -> group.attach(Bpf.classicFilter("udp"), socket))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("classic filter \"udp\" cannot be attached as filter of")
                .hasMessageContaining("a closed socket");
    }

    @Test
    void aSocketThatIsClosedTakesNoProgramAndLosesItsOwn(
            @BpfProgram("filter") SocketFilterProgram filter, Cgroup group) {
        TestSocket socket = group.socket(UDP4);
        Attachment attachment = group.attach(filter, socket);
        assertThat(attachment.isAttached()).isTrue();
        assertThat(attachment.hook()).startsWith("filter of UDP over IPv4 socket in cgroup " + group.name());
        socket.close();

        assertThat(attachment.isAttached()).isFalse();
        assertThatThrownBy(() -> group.attach(filter, socket))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("socket filter \"filter\" cannot be attached as filter of")
                .hasMessageContaining("a closed socket");
    }

    @Test
    void aProgramChoosesAmongSocketsOfAMap(
            @BpfProgram("by_map") SkReuseportProgram choice, @BpfMap("sockets") SocketMap<Integer> map, Cgroup group) {
        TestSocket first = sharing(group);
        TestSocket second = sharing(group);
        int port = bind(first, 0);
        bind(second, port);
        map.put(0, first);
        map.put(1, second);
        group.attachReuseport(choice, first);

        chosen.set(1);
        assertThat(group.socket(UDP4).sendTo(HERE, port, "to the second")).succeeds();
        assertThat(second.receive()).gives("to the second");
        chosen.set(0);
        assertThat(group.socket(UDP4).sendTo(HERE, port, "to the first")).succeeds();
        assertThat(first.receive()).gives("to the first");
        assertThat(calls.get()).isEqualTo(2);
    }

    @Test
    void aFilterChoosesByTheNumberOfTheSocket(@BpfProgram("by_number") SocketFilterProgram choice, Cgroup group) {
        TestSocket first = sharing(group);
        TestSocket second = sharing(group);
        int port = bind(first, 0);
        bind(second, port);
        Attachment attachment = group.attachReuseport(choice, first);

        chosen.set(1);
        assertThat(group.socket(UDP4).sendTo(HERE, port, "to the second")).succeeds();
        assertThat(second.receive()).gives("to the second");
        attachment.close();
        assertThat(group.socket(UDP4).sendTo(HERE, port, "to either")).succeeds();
        assertThat(calls.get()).isEqualTo(1);
    }

    @Test
    void aSocketThatSharesItsPortWithNoneTakesNoChoice(@BpfProgram("by_map") SkReuseportProgram choice, Cgroup group) {
        TestSocket alone = group.socket(UDP4);
        bind(alone, 0);

        assertThatThrownBy(() -> group.attachReuseport(choice, alone))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("EINVAL")
                .hasMessageContaining("a socket that was bound with SO_REUSEPORT");
    }
}
