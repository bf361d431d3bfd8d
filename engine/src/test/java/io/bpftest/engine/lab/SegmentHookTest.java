package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.LabRoute;
import io.bpftest.map.KernelMap;
import io.bpftest.map.Prefix;
import io.bpftest.packet.Packets;
import io.bpftest.program.LwtSeg6LocalProgram;
import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Programs of SRv6 segments ({@code End.BPF}). */
@BpfObject("host_hooks.bpf.c")
@MakesNamespaces
class SegmentHookTest {

    private static final int DROP = 2;
    private static final Inet6Address SEGMENT = Packets.ip6("fc00::1");
    private static final Inet6Address NEXT = Packets.ip6("fc00::2");

    // offsets in a frame: of the destination, and within the routing header of segments left and the tag
    private static final int DESTINATION = 14 + 24;
    private static final int SEGMENTS_LEFT = 14 + 40 + 3;
    private static final int TAG = 14 + 40 + 6;
    private static final int PAYLOAD = 14 + 40 + 40 + 8;

    @BpfMap("verdict")
    KernelMap<Integer, Integer> verdict;

    @BpfMap("seen")
    KernelMap<Integer, Integer> seen;

    @Test
    void aSegmentsProgramDecidesWhatGoesOnToTheNextAndWritesItsTag(
            Lab lab, @BpfProgram("seg6local") LwtSeg6LocalProgram program) {
        LabLink in = lab.link("a", "b");
        LabLink out = lab.link("b", "c");
        in.far().ip6();
        out.far().ip6();
        lab.host("b").forward();
        lab.host("b").add(LabRoute.to(Prefix.of("fc00::2/128"), out.near()).via(out.far()));
        Attachment attached = lab.host("b").attach(program, LabRoute.to(Prefix.of("fc00::1/128"), in.far()));
        assertThat(attached.hook()).isEqualTo("route to fc00:0:0:0:0:0:0:1/128 by eth0 of host b, LWT_SEG6LOCAL");
        Capture atC = out.far().capture();

        verdict.put(0, DROP);
        in.near().send(segmentRouted(in, 1));
        lab.await("the first was seen", () -> seen.get(0) == 1);
        verdict.put(0, 0);
        in.near().send(segmentRouted(in, 2));

        byte[] forwarded = atC.next(frame -> frame.length > PAYLOAD && frame[20] == 43);
        assertThat(forwarded[PAYLOAD]).isEqualTo((byte) 2);
        assertThat(Arrays.copyOfRange(forwarded, DESTINATION, DESTINATION + 16)).isEqualTo(NEXT.getAddress());
        assertThat(forwarded[SEGMENTS_LEFT]).isZero();
        assertThat(Arrays.copyOfRange(forwarded, TAG, TAG + 2)).isEqualTo(new byte[] {0x12, 0x34});
    }

    /** IPv6 with a segment routing header of two segments, of which one is left (RFC 8754), and a datagram of one byte. */
    private static byte[] segmentRouted(LabLink wire, int number) {
        byte[] frame = new byte[PAYLOAD + 1];
        ByteBuffer packet = ByteBuffer.wrap(frame);
        packet.put(wire.far().mac().getAddress()).put(wire.near().mac().getAddress());
        packet.putShort((short) 0x86dd);
        packet.putInt(0x6000_0000)
                .putShort((short) (frame.length - 14 - 40))
                .put((byte) 43)
                .put((byte) 64);
        packet.put(wire.near().ip6().getAddress()).put(SEGMENT.getAddress());
        // next header UDP, 4 * 8 bytes, type 4, one segment left, the last entry is 1
        packet.put(new byte[] {17, 4, 4, 1, 1, 0, 0, 0});
        packet.put(NEXT.getAddress()).put(SEGMENT.getAddress());
        packet.put(new byte[] {0, 9, 0, 9, 0, 9, 0, 0, (byte) number});
        return frame;
    }
}
