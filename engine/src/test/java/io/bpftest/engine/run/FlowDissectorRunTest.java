package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.ip6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static io.bpftest.program.FlowDissectorOptions.flowDissectorOptions;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.OutputTooSmallException;
import io.bpftest.error.PacketException;
import io.bpftest.packet.Frame;
import io.bpftest.program.FlowDissectorFlag;
import io.bpftest.program.FlowDissectorProgram;
import io.bpftest.program.FlowDissectorRun;
import io.bpftest.program.FlowDissectorVerdict;
import io.bpftest.program.FlowKeys;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@BpfObject("flow_dissector.bpf.c")
class FlowDissectorRunTest {

    private static final Frame<?> DNS =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x");
    private static final Frame<?> LABELLED =
            udp6("2001:db8::7", 4000, "2001:db8::1", 53).flowLabel(0xbeeef);

    /** Where more fragments follow is bit 13 of the field behind the identification. */
    private static final byte[] FIRST_FRAGMENT = with(DNS.bytes(), 20, 0x20);

    private static final byte[] LATER_FRAGMENT = with(DNS.bytes(), 21, 0x05);

    @BpfProgram("dissect")
    FlowDissectorProgram dissector;

    @Test
    void theKeysOfAnIp4PacketComeOutInJavasByteOrder() {
        FlowDissectorRun run = dissector.run(DNS);

        assertThat(run).dissects().returns(0);
        assertThat(run.flowKeys())
                .isEqualTo(new FlowKeys(
                        14,
                        34,
                        0x0800,
                        false,
                        false,
                        false,
                        17,
                        0x0800,
                        4000,
                        53,
                        ip4("203.0.113.7"),
                        ip4("198.51.100.1"),
                        0,
                        0));
    }

    @Test
    void theKeysOfAnIp6PacketHaveAFlowLabel() {
        assertThat(dissector.run(LABELLED))
                .dissects()
                .hasOffsets(14, 54)
                .hasAddresses(ip6("2001:db8::7"), ip6("2001:db8::1"))
                .hasPorts(4000, 53)
                .hasIpProtocol(17)
                .hasFlowLabel(0xbeeef);
    }

    @Test
    void onlyFlagsCanBeSetAndTheProgramSeesThem() {
        FlowDissectorRun asked =
                dissector.run(LABELLED, flowDissectorOptions().flags(FlowDissectorFlag.STOP_AT_FLOW_LABEL));

        assertThat(asked).dissects().hasFlowLabel(0xbeeef).hasPorts(0, 0);
        assertThat(asked.flowKeys().flagSet()).containsExactly(FlowDissectorFlag.STOP_AT_FLOW_LABEL);
        assertThat(asked.flowKeys().flags()).isEqualTo(2);
        assertThat(dissector.run(LABELLED)).hasPorts(4000, 53);
    }

    @Test
    void fragmentsAreKnownAndTheFirstIsReadWhenAskedFor() {
        FlowKeys first = dissector.run(FIRST_FRAGMENT).flowKeys();
        assertThat(first.isFrag() && first.isFirstFrag()).isTrue();
        assertThat(first.dport()).isZero();
        assertThat(dissector.run(
                        FIRST_FRAGMENT,
                        flowDissectorOptions()
                                .flags(FlowDissectorFlag.PARSE_1ST_FRAG, FlowDissectorFlag.STOP_AT_ENCAP)))
                .hasPorts(4000, 53);

        FlowKeys later = dissector.run(LATER_FRAGMENT).flowKeys();
        assertThat(later.isFrag()).isTrue();
        assertThat(later.isFirstFrag()).isFalse();
    }

    @Test
    void whatIsEncapsulatedIsSaidToBe() {
        FlowKeys keys = dissector.run(with(DNS.bytes(), 23, 4)).flowKeys();

        assertThat(keys.isEncap()).isTrue();
        assertThat(keys.ipProto()).isEqualTo(4);
    }

    @Test
    void eachVerdictIsSeen(@BpfProgram("far_offsets") FlowDissectorProgram odd) {
        assertThat(dissector.run(DNS)).hasVerdict(FlowDissectorVerdict.OK);
        assertThat(dissector.run(Arrays.copyOf(DNS.bytes(), 30))).drops().returns(2);
        assertThat(dissector.run(Frames.ofLength(64))).continues().returns(129);
        assertThat(odd.run(DNS)).hasVerdict(FlowDissectorVerdict.UNKNOWN).returns(77);
    }

    @Test
    void theKernelMovesOffsetsIntoThePacket(@BpfProgram("far_offsets") FlowDissectorProgram odd) {
        assertThat(odd.run(DNS)).hasOffsets(14, DNS.bytes().length);
    }

    @Test
    void aRunOnCallersBuffersGivesTheSameKeys() {
        ByteBuffer packet = ByteBuffer.allocateDirect(100).put(DNS.bytes()).flip();
        ByteBuffer keys = ByteBuffer.allocateDirect(100).position(3);

        assertThat(dissector.run(packet, keys)).isZero();

        assertThat(keys.remaining()).isEqualTo(FlowKeys.SIZE);
        assertThat(FlowKeys.read(keys)).isEqualTo(dissector.run(DNS).flowKeys());
        assertThat(dissector.run(packet, ByteBuffer.allocateDirect(0))).isZero();
        assertThatThrownBy(() -> dissector.run(packet, ByteBuffer.allocateDirect(FlowKeys.SIZE - 1)))
                .isInstanceOf(OutputTooSmallException.class)
                .hasMessageContaining("56 bytes of output");
    }

    @Test
    void aPacketHasFromAnEthernetHeaderToAPage() {
        byte[] page = Arrays.copyOf(DNS.bytes(), 4096);
        assertThat(dissector.run(page)).dissects();
        assertThat(dissector.run(Frames.ofLength(14))).continues();

        byte[] longer = Arrays.copyOf(page, 4097);
        assertThatThrownBy(() -> dissector.run(longer, flowDissectorOptions()))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("4097 bytes")
                .hasMessageContaining("14 bytes to what one page holds");
        assertThatThrownBy(() -> dissector.run(new byte[13]))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("flow dissector \"dissect\" cannot run on a packet of 13 bytes");
    }

    private static byte[] with(byte[] packet, int at, int value) {
        packet[at] = (byte) value;
        return packet;
    }
}
