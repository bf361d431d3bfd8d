package io.bpftest.program;

import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.ip6;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class FlowKeysTest {

    private final ByteBuffer struct = ByteBuffer.allocate(FlowKeys.SIZE);

    @Test
    void eachMemberIsReadInItsByteOrder() {
        struct.order(ByteOrder.nativeOrder());
        struct.putShort(0, (short) 14).putShort(2, (short) 34).putShort(4, (short) 0x0800);
        struct.put(6, (byte) 1).put(7, (byte) 1).put(8, (byte) 1).put(9, (byte) 200);
        struct.putInt(48, 0x80000005);
        struct.order(ByteOrder.BIG_ENDIAN);
        struct.putShort(10, (short) 0x88a8).putShort(12, (short) 65535).putShort(14, (short) 53);
        struct.putInt(16, 0xcb007107).putInt(20, 0xc6336401).putInt(52, 0xbeeef);

        FlowKeys keys = FlowKeys.read(struct);

        assertThat(keys)
                .isEqualTo(new FlowKeys(
                        14,
                        34,
                        0x0800,
                        true,
                        true,
                        true,
                        200,
                        0x88a8,
                        65535,
                        53,
                        ip4("203.0.113.7"),
                        ip4("198.51.100.1"),
                        0x80000005,
                        0xbeeef));
        assertThat(keys.flagSet()).containsExactly(FlowDissectorFlag.PARSE_1ST_FRAG, FlowDissectorFlag.STOP_AT_ENCAP);
        assertThat(struct.position()).isZero();
    }

    @Test
    void ip6AddressesHave16Bytes() {
        struct.order(ByteOrder.nativeOrder()).putShort(4, (short) 0x86dd);
        struct.put(16, ip6("2001:db8::7").getAddress())
                .put(32, ip6("2001:db8::1").getAddress());

        FlowKeys keys = FlowKeys.read(struct);

        assertThat(keys.source()).isEqualTo(ip6("2001:db8::7"));
        assertThat(keys.destination()).isEqualTo(ip6("2001:db8::1"));
    }

    @Test
    void withoutAProtocolThereAreNoAddresses() {
        struct.putInt(16, 0xcb007107);

        assertThat(FlowKeys.read(struct).source()).isNull();
        assertThat(FlowKeys.read(struct).destination()).isNull();
    }
}
