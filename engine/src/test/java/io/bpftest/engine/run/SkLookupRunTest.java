package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.program.SkLookupOptions.tcpLookup;
import static io.bpftest.program.SkLookupOptions.udpLookup;

import io.bpftest.BpfConstant;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.error.OutputTooSmallException;
import io.bpftest.error.RunOptionException;
import io.bpftest.error.RunRefusedException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.SocketMap;
import io.bpftest.program.SkLookupOptions;
import io.bpftest.program.SkLookupProgram;
import io.bpftest.program.SkLookupRun;
import io.bpftest.program.SkLookupVerdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BpfObject("sk_lookup.bpf.c")
class SkLookupRunTest {

    private static final SkLookupOptions WEB = tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80);
    private static final SkLookupOptions TELNET = tcpLookup("203.0.113.7", 4000, "198.51.100.1", 23);
    private static final SkLookupOptions WEB6 = tcpLookup("2001:db8::7", 4000, "2001:db8::1", 80);

    private static final String NO_REUSEPORT = "2";

    @BpfProgram("steer")
    SkLookupProgram steer;

    @BpfMap("sockets")
    SocketMap<Integer> sockets;

    @BpfMap
    KernelMap<Integer, Integer> seen;

    private ServerSocketChannel web;
    private DatagramChannel dns;

    @BeforeEach
    void open() throws IOException {
        web = ServerSocketChannel.open().bind(loopback());
        dns = DatagramChannel.open().bind(loopback());
    }

    @AfterEach
    void close() throws IOException {
        web.close();
        dns.close();
    }

    @Test
    void bothVerdictsAreSeen() {
        assertThat(steer.run(WEB)).passes().returns(1).hasVerdict(SkLookupVerdict.PASS);
        assertThat(steer.run(TELNET)).drops().returns(0);
    }

    @Test
    void withoutASelectedSocketThereIsNoCookie() {
        SkLookupRun run = steer.run(WEB);

        assertThat(run).passes().selectsNoSocket();
        assertThat(run.selectedSocket()).isEmpty();
    }

    @Test
    void theCookieOfTheSelectedSocketComesOutOfTheContext() {
        sockets.put(0, web);
        sockets.put(1, dns);

        assertThat(steer.run(WEB)).passes().selectsASocket().selects(web);
        assertThat(steer.run(WEB6)).selects(web);
        assertThat(steer.run(udpLookup("203.0.113.7", 4000, "198.51.100.1", 53)))
                .selects(dns);
        assertThat(steer.run(WEB).selectedSocket()).hasValue(steer.cookieOf(web));
        assertThat(steer.cookieOf(web)).isNotEqualTo(steer.cookieOf(dns)).isNotZero();
    }

    @Test
    void aSocketOfADroppedPacketIsNotSelected(@BpfProgram("assigns_but_drops") SkLookupProgram drops) {
        sockets.put(0, web);

        assertThat(drops.run(WEB)).drops().selectsNoSocket();
    }

    @Test
    void theProgramSeesAddressesInNetworkOrderAndTheLocalPortInHostOrder(@BpfProgram("reads") SkLookupProgram reads) {
        reads.run(udpLookup("203.0.113.7", 4000, "198.51.100.1", 53));

        assertThat(seen)
                .containsEntry(0, 2)
                .containsEntry(1, 17)
                .containsEntry(2, Short.toUnsignedInt((short) networkOrder((short) 4000)))
                .containsEntry(3, 53)
                .containsEntry(4, networkOrder(0xcb007107))
                .containsEntry(5, networkOrder(0xc6336401))
                .containsEntry(6, 0)
                .containsEntry(10, 0);
    }

    @Test
    void theProgramSeesIp6Addresses(@BpfProgram("reads") SkLookupProgram reads) {
        reads.run(tcpLookup("2001:db8::7", 65535, "2001:db8::1", 65535).protocol(132));

        assertThat(seen)
                .containsEntry(0, 10)
                .containsEntry(1, 132)
                .containsEntry(2, 65535)
                .containsEntry(3, 65535)
                .containsEntry(4, 0)
                .containsEntry(6, networkOrder(0x20010db8))
                .containsEntry(7, networkOrder(7))
                .containsEntry(8, networkOrder(0x20010db8))
                .containsEntry(9, networkOrder(1));
    }

    @Test
    void aRunIntoACallersBufferGivesCookieAndContext() {
        sockets.put(0, web);
        ByteBuffer context =
                ByteBuffer.allocateDirect(100).order(ByteOrder.nativeOrder()).position(8);

        assertThat(steer.run(WEB, context)).isEqualTo(1);

        assertThat(context.remaining()).isEqualTo(SkLookupOptions.SIZE);
        assertThat(context.getLong(8)).isEqualTo(steer.cookieOf(web));
        assertThat(context.getInt(8 + 60)).as("local port").isEqualTo(80);
        assertThat(steer.run(TELNET, ByteBuffer.allocateDirect(0))).isZero();
        assertThatThrownBy(() -> steer.run(WEB, ByteBuffer.allocateDirect(71)))
                .isInstanceOf(OutputTooSmallException.class)
                .hasMessageContaining("72 bytes of output; return value 1");
        assertThatThrownBy(() -> steer.run(WEB, ByteBuffer.allocate(72))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSocketOfAReuseportGroupIsRefusedWithTheReason() throws IOException {
        try (ServerSocketChannel grouped = ServerSocketChannel.open()) {
            grouped.setOption(StandardSocketOptions.SO_REUSEPORT, true).bind(loopback());
            sockets.put(0, grouped);

            assertThatThrownBy(() -> steer.run(WEB))
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("SK_LOOKUP program \"steer\" selected a socket of a reuseport group")
                    .hasMessageContaining("EOPNOTSUPP")
                    .hasMessageContaining("BPF_SK_LOOKUP_F_NO_REUSEPORT");
            assertThat(steer.run(TELNET)).as("the run after a refused one").drops();
        }
    }

    @Test
    @BpfConstant(name = "assign_flags", value = NO_REUSEPORT)
    void aSocketOfAReuseportGroupThatIsSelectedItselfIsFine() throws IOException {
        try (ServerSocketChannel grouped = ServerSocketChannel.open()) {
            grouped.setOption(StandardSocketOptions.SO_REUSEPORT, true).bind(loopback());
            sockets.put(0, grouped);

            assertThat(steer.run(WEB)).selects(grouped);
        }
    }

    @Test
    void aSocketThatCannotBeToldFromOthersHasNoCookie() throws IOException {
        try (ServerSocketChannel one = ServerSocketChannel.open();
                ServerSocketChannel other = ServerSocketChannel.open();
                ServerSocketChannel unbound = ServerSocketChannel.open()) {
            one.setOption(StandardSocketOptions.SO_REUSEPORT, true).bind(loopback());
            other.setOption(StandardSocketOptions.SO_REUSEPORT, true).bind(one.getLocalAddress());

            assertThatThrownBy(() -> steer.cookieOf(one))
                    .isInstanceOf(RunOptionException.class)
                    .hasMessageContaining("2 sockets with its addresses");
            assertThatThrownBy(() -> steer.cookieOf(unbound))
                    .isInstanceOf(RunOptionException.class)
                    .hasMessageContaining("bind it");
        }
        web.close();
        assertThatThrownBy(() -> steer.cookieOf(web))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("ClosedChannelException");
    }

    @Test
    void aSocketOnTheWildcardAddressHasACookie() throws IOException {
        try (ServerSocketChannel everywhere = ServerSocketChannel.open().bind(new InetSocketAddress(0))) {
            sockets.put(0, everywhere);
            assertThat(steer.run(WEB)).selects(everywhere);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static int networkOrder(int number) {
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? number : Integer.reverseBytes(number);
    }

    private static short networkOrder(short number) {
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? number : Short.reverseBytes(number);
    }
}
