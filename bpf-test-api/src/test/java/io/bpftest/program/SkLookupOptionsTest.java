package io.bpftest.program;

import static io.bpftest.program.SkLookupOptions.tcpLookup;
import static io.bpftest.program.SkLookupOptions.udpLookup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.PacketException;
import io.bpftest.error.RunOptionException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkLookupOptionsTest {

    @Test
    void theStructHasPortsAndAddressesInTheirByteOrders() {
        ByteBuffer struct = ByteBuffer.allocate(SkLookupOptions.SIZE).order(ByteOrder.nativeOrder());

        tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80).write(struct);

        assertThat(struct.position()).isEqualTo(SkLookupOptions.SIZE);
        assertThat(struct.getLong(0)).as("cookie").isZero();
        assertThat(struct.getInt(8)).as("family").isEqualTo(2);
        assertThat(struct.getInt(12)).as("protocol").isEqualTo(6);
        assertThat(struct.getInt(60)).as("local_port").isEqualTo(80);
        assertThat(struct.getLong(64)).as("ingress_ifindex").isZero();
        struct.order(ByteOrder.BIG_ENDIAN);
        assertThat(struct.getInt(16)).as("remote_ip4").isEqualTo(0xcb007107);
        assertThat(struct.getInt(36)).as("remote_port and padding").isEqualTo(4000 << 16);
        assertThat(struct.getInt(40)).as("local_ip4").isEqualTo(0xc6336401);
    }

    @Test
    void itReadsAsWhoAsksForWhom() {
        assertThat(tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80))
                .hasToString("tcp 203.0.113.7:4000 > 198.51.100.1:80");
        assertThat(udpLookup("2001:db8::7", 4000, "2001:db8::1", 53).toString())
                .isEqualTo("udp [2001:db8::7]:4000 > [2001:db8::1]:53");
        assertThat(tcpLookup("203.0.113.7", 1, "198.51.100.1", 2).protocol(132).toString())
                .startsWith("protocol 132 ");
    }

    @Test
    void equalLookupsAreEqual() {
        SkLookupOptions web = tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80);

        assertThat(web)
                .isEqualTo(udpLookup("203.0.113.7", 4000, "198.51.100.1", 80).protocol(6))
                .hasSameHashCodeAs(
                        udpLookup("203.0.113.7", 4000, "198.51.100.1", 80).protocol(6))
                .isNotEqualTo(udpLookup("203.0.113.7", 4000, "198.51.100.1", 80))
                .isNotEqualTo(tcpLookup("203.0.113.7", 4000, "198.51.100.1", 81));
    }

    @Test
    void addressesOfTwoFamiliesAreRefused() {
        assertThatThrownBy(() -> tcpLookup("203.0.113.7", 4000, "2001:db8::1", 80))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("203.0.113.7:4000 > [2001:db8::1]:80")
                .hasMessageContaining("one family");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void aPortBeyond16BitsIsRefused(int port) {
        assertThatThrownBy(() -> tcpLookup("203.0.113.7", port, "198.51.100.1", 80))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("by port " + port);
        assertThatThrownBy(() -> udpLookup("203.0.113.7", 80, "198.51.100.1", port))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("0 to 65535");
    }

    @Test
    void whatIsNoAddressIsRefused() {
        InetSocketAddress here = new InetSocketAddress("127.0.0.1", 80);

        assertThatThrownBy(() -> tcpLookup("203.0.113.256", 1, "198.51.100.1", 80))
                .isInstanceOf(PacketException.class);
        assertThatThrownBy(() -> tcpLookup(InetSocketAddress.createUnresolved("web", 1), here))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("host's name");
    }
}
