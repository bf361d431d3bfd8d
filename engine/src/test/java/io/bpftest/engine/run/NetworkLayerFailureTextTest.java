package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static io.bpftest.program.FlowDissectorOptions.flowDissectorOptions;
import static io.bpftest.program.NetfilterOptions.netfilterOptions;
import static io.bpftest.program.SkLookupOptions.tcpLookup;
import static io.bpftest.program.SkLookupOptions.udpLookup;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Golden;
import io.bpftest.map.SocketMap;
import io.bpftest.packet.Frame;
import io.bpftest.program.FlowDissectorFlag;
import io.bpftest.program.FlowDissectorProgram;
import io.bpftest.program.FlowKeys;
import io.bpftest.program.NetfilterHook;
import io.bpftest.program.NetfilterProgram;
import io.bpftest.program.SkLookupOptions;
import io.bpftest.program.SkLookupProgram;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What failing assertions print of programs that look at addresses and give no packet: see {@link FailureTextTest}. */
class NetworkLayerFailureTextTest {

    private static final Frame<?> DNS =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x");

    private final Golden golden = new Golden();

    @Nested
    @BpfObject("flow_dissector.bpf.c")
    class OfFlowDissectors {

        @BpfProgram("dissect")
        FlowDissectorProgram dissector;

        @Test
        void aVerdictShowsPacketAndKeys() {
            golden.failsOnAScreen(
                    "failing_dissector_verdict",
                    () -> assertThat(dissector.run(DNS.truncated(36).bytes())).dissects());
            golden.failsOnAScreen("failing_dissector_continues", () -> assertThat(dissector.run(DNS))
                    .continues());
        }

        @Test
        void keysShowThoseThatDifferAndTheFlagsThatWereAskedFor() {
            FlowKeys other = dissector
                    .run(udp4("203.0.113.7", 4000, "198.51.100.2", 80).payload("x"))
                    .flowKeys();

            golden.failsOnAScreen(
                    "failing_flow_keys", () -> assertThat(dissector.run(DNS)).hasFlowKeys(other));
            golden.failsOnAScreen("failing_flow_ports", () -> assertThat(dissector.run(
                            udp6("2001:db8::7", 4000, "2001:db8::1", 53).flowLabel(0xbeeef),
                            flowDissectorOptions().flags(FlowDissectorFlag.STOP_AT_FLOW_LABEL)))
                    .dissects()
                    .hasPorts(4000, 53));
            golden.failsOnAScreen("failing_flow_addresses", () -> assertThat(dissector.run(DNS))
                    .hasAddresses(ip4("203.0.113.8"), ip4("198.51.100.1")));
            golden.failsOnAScreen(
                    "failing_flow_offsets", () -> assertThat(dissector.run(DNS)).hasOffsets(14, 54));
        }
    }

    @Nested
    @BpfObject("netfilter.bpf.c")
    class OfNetfilter {

        @BpfProgram("by_ttl")
        NetfilterProgram program;

        @Test
        void aVerdictShowsPacketAndHook() {
            golden.failsOnAScreen(
                    "failing_netfilter", () -> assertThat(program.run(DNS)).drops());
            golden.failsOnAScreen("failing_netfilter_hook", () -> assertThat(program.run(
                            udp6("2001:db8::7", 4000, "2001:db8::1", 53),
                            netfilterOptions().hook(NetfilterHook.PRE_ROUTING)))
                    .drops());
        }
    }

    @Nested
    @BpfObject("sk_lookup.bpf.c")
    class OfSkLookup {

        private final SkLookupOptions web = tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80);

        @BpfProgram("steer")
        SkLookupProgram steer;

        @BpfMap
        SocketMap<Integer> sockets;

        @Test
        void aVerdictShowsTheLookup() {
            golden.failsOnAScreen("failing_lookup_verdict", () -> assertThat(
                            steer.run(udpLookup("2001:db8::7", 4000, "2001:db8::1", 23)))
                    .passes());
        }

        @Test
        void aSelectionShowsWhatWasSelectedAndTheWantedSocketsAddress() throws Exception {
            try (ServerSocketChannel first = ServerSocketChannel.open().bind(loopback());
                    DatagramChannel second = DatagramChannel.open().bind(loopback())) {
                golden.hide("cookie " + Long.toUnsignedString(steer.cookieOf(first)), "cookie <first>")
                        .hide("cookie " + Long.toUnsignedString(steer.cookieOf(second)), "cookie <second>")
                        .hide("port " + ((InetSocketAddress) second.getLocalAddress()).getPort(), "port <second>");

                golden.failsOnAScreen("failing_lookup_nothing", () -> assertThat(steer.run(web))
                        .selects(second));
                sockets.put(0, first);
                golden.failsOnAScreen("failing_lookup_socket", () -> assertThat(steer.run(web))
                        .selects(second));
                golden.failsOnAScreen("failing_lookup_selects", () -> assertThat(steer.run(web))
                        .selectsNoSocket());
            }
        }

        private static InetSocketAddress loopback() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        }
    }
}
