package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static io.bpftest.program.NetfilterOptions.netfilterOptions;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.RequiresBpf;
import io.bpftest.engine.Frames;
import io.bpftest.error.PacketException;
import io.bpftest.error.RunOptionException;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.Frame;
import io.bpftest.program.NetfilterFamily;
import io.bpftest.program.NetfilterHook;
import io.bpftest.program.NetfilterProgram;
import io.bpftest.program.NetfilterRun;
import io.bpftest.program.NetfilterVerdict;
import io.bpftest.program.ProgramType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@BpfObject("netfilter.bpf.c")
@RequiresBpf(program = ProgramType.NETFILTER)
class NetfilterRunTest {

    private static final int ETHERNET_HEADER = 14;
    private static final int LOOPBACK = 1;
    private static final int IP4_HEADER_BYTE = 0x45;
    private static final int IP6_HEADER_BYTE = 0x60;

    private static final Frame<?> IP4 =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x");
    private static final Frame<?> DYING =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).ttl(1);
    private static final Frame<?> IP6 = udp6("2001:db8::7", 4000, "2001:db8::1", 53);

    @BpfMap
    KernelMap<Integer, Integer> seen;

    @Test
    void theSectionTellsTheTypeWhateverTheVersionOfLibbpf(@BpfProgram("by_ttl") NetfilterProgram program) {
        assertThat(program.info().section()).isEqualTo("netfilter");
        assertThat(program.info().type()).isEqualTo(ProgramType.NETFILTER);
    }

    @ParameterizedTest
    @EnumSource
    void bothVerdictsAreSeenOnEachHook(NetfilterHook hook, @BpfProgram("by_ttl") NetfilterProgram program) {
        NetfilterRun accepted = program.run(IP4, netfilterOptions().hook(hook));

        assertThat(accepted).accepts().returns(1);
        assertThat(accepted.verdict()).isEqualTo(NetfilterVerdict.ACCEPT);
        assertThat(program.run(DYING, netfilterOptions().hook(hook))).drops().returns(0);
    }

    @ParameterizedTest
    @EnumSource
    void theProgramSeesHookAndFamilyAndThePacketFromItsNetworkHeader(
            NetfilterHook hook, @BpfProgram("reads") NetfilterProgram program) {
        program.run(IP4, netfilterOptions().hook(hook));
        assertThat(seen)
                .containsEntry(0, hook.ordinal())
                .containsEntry(1, NetfilterFamily.IPV4.number())
                .containsEntry(4, IP4.bytes().length - ETHERNET_HEADER)
                .containsEntry(5, IP4_HEADER_BYTE);

        program.run(IP6, netfilterOptions().hook(hook));
        assertThat(seen)
                .containsEntry(1, NetfilterFamily.IPV6.number())
                .containsEntry(4, IP6.bytes().length - ETHERNET_HEADER)
                .containsEntry(5, IP6_HEADER_BYTE);
    }

    @ParameterizedTest
    @EnumSource
    void whateverTheHookTheKernelSaysThatThePacketGoesOutOfLoopbackAndComesInByNothing(
            NetfilterHook hook, @BpfProgram("reads") NetfilterProgram program) {
        program.run(IP4, netfilterOptions().hook(hook));

        assertThat(seen).containsEntry(2, 0).containsEntry(3, LOOPBACK);
    }

    @Test
    void withoutOptionsThePacketIsOneThatThisMachineSends(@BpfProgram("reads") NetfilterProgram program) {
        program.run(IP6);

        assertThat(seen)
                .containsEntry(0, NetfilterHook.LOCAL_OUT.ordinal())
                .containsEntry(1, NetfilterFamily.IPV6.number());
    }

    @Test
    void onlyLocalOutTakesAFamilyThatIsNotThePackets(@BpfProgram("reads") NetfilterProgram program) {
        program.run(IP4, netfilterOptions().family(NetfilterFamily.IPV6));
        assertThat(seen).containsEntry(1, NetfilterFamily.IPV6.number());

        assertThatThrownBy(() -> program.run(
                        IP4, netfilterOptions().hook(NetfilterHook.FORWARD).family(NetfilterFamily.IPV6)))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("hook FORWARD, family IPV6, on a packet whose EtherType says IPV4");
    }

    @ParameterizedTest
    @EnumSource
    void aRunOnACallersBufferGivesTheSame(NetfilterHook hook, @BpfProgram("reads") NetfilterProgram program) {
        ByteBuffer packet = ByteBuffer.allocateDirect(100).position(7).put(IP4.bytes());
        packet.flip().position(7);

        assertThat(program.run(packet, netfilterOptions().hook(hook))).isEqualTo(1);

        assertThat(seen)
                .containsEntry(0, hook.ordinal())
                .containsEntry(4, IP4.bytes().length - ETHERNET_HEADER)
                .containsEntry(5, IP4_HEADER_BYTE);
        assertThat(packet.position()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void aPacketMustHoldAnEthernetAndAnIpHeader(NetfilterHook hook, @BpfProgram("by_ttl") NetfilterProgram program) {
        byte[] shortest = Arrays.copyOf(DYING.bytes(), 34);
        assertThat(program.run(shortest, netfilterOptions().hook(hook))).drops();

        byte[] tooShort = Arrays.copyOf(DYING.bytes(), 33);
        assertThatThrownBy(() -> program.run(tooShort, netfilterOptions().hook(hook)))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("33 bytes")
                .hasMessageContaining("34 bytes (an Ethernet header and 20 bytes)");
        assertThatThrownBy(() -> program.run(new byte[13]))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("at least 14 bytes");
    }

    @Test
    void aPacketLongerThanAPageIsRefused(@BpfProgram("by_ttl") NetfilterProgram program) {
        byte[] packet = Arrays.copyOf(IP4.bytes(), 5000);

        assertThatThrownBy(() -> program.run(packet, netfilterOptions().hook(NetfilterHook.LOCAL_IN)))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("5000 bytes");
        assertThatThrownBy(() ->
                        program.run(ByteBuffer.allocateDirect(5000).put(packet).flip(), netfilterOptions()))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("5000 bytes");
    }

    @ParameterizedTest
    @EnumSource
    void aPacketThatIsNotIpIsRefusedForEachHook(NetfilterHook hook, @BpfProgram("by_ttl") NetfilterProgram program) {
        assertThatThrownBy(() ->
                        program.run(Frames.ofLength(64), netfilterOptions().hook(hook)))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("EtherType 0x88b5")
                .hasMessageContaining("0x86dd (IPv6)");
    }
}
