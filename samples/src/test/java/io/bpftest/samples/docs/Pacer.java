package io.bpftest.samples.docs;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.ip4;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.XdpProgram;
import java.net.Inet4Address;

/** The skeleton of docs/guide.md. */
@BpfObject("pacer.bpf.c")
interface Pacer {

    XdpProgram pacer();

    @BpfMap("last_seen")
    KernelMap<Inet4Address, Long> lastSeen();

    default void assertDrops(Udp4Frame packet) {
        assertThat(pacer().run(packet)).drops();
    }

    default void sawAt(long nanoseconds, String source) {
        lastSeen().put(ip4(source), nanoseconds);
    }
}
