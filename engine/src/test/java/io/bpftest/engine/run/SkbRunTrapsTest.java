package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.error.PacketException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.ProgramType;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.SocketFilterRun;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user of the bare system call falls into with the types of {@code struct __sk_buff}. */
@BpfObject("traps.bpf.c")
class SkbRunTrapsTest {

    private static final byte[] IP4 =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x").bytes();
    private static final byte[] IP6 =
            udp6("2001:db8::7", 4000, "2001:db8::1", 53).payload("x").bytes();

    private static final int CONTEXT_SIZE = 192;
    private static final int WIRE_LENGTH = 160;
    private static final int INTERFACE = 40;
    private static final int BPF_F_TEST_SKB_CHECKSUM_COMPLETE = 1 << 2;

    /** mark, priority, ingress_ifindex, ifindex, cb, tstamp, wire_len, gso_segs, gso_size and hwtstamp. */
    private static final Set<Integer> SETTABLE =
            Set.of(8, 32, 36, 40, 48, 52, 56, 60, 64, 152, 156, 160, 164, 176, 184, 188);

    @BpfProgram("counts")
    TcProgram program;

    @BpfMap
    KernelMap<Integer, Integer> seen;

    @Test
    void mostFieldsOfTheContextMayNotBeSetAndTheOptionsHaveNoOthers() {
        Set<Integer> taken = new TreeSet<>();
        for (int place = 0; place < CONTEXT_SIZE; place += Integer.BYTES) {
            // An interface must exist, and a wire length hold the packet.
            int number = place == WIRE_LENGTH ? IP4.length : 1;
            Errno error = BareRun.of(program)
                    .packet(IP4)
                    .context(CONTEXT_SIZE, place, number)
                    .run();
            if (error == null) {
                taken.add(place);
            } else {
                assertThat(error).as("byte " + place).isEqualTo(Errno.EINVAL);
            }
        }

        assertThat(taken).isSubsetOf(SETTABLE).contains(8, 32, INTERFACE, 48, 152, WIRE_LENGTH, 164);
    }

    @Test
    void aCutNetworkHeaderIsInvalidOnRecentKernels() {
        cut(IP4, 34);
        cut(IP6, 54);
    }

    private void cut(byte[] packet, int least) {
        assertThat(BareRun.of(program).packet(Arrays.copyOf(packet, least)).run())
                .isNull();
        byte[] cut = Arrays.copyOf(packet, least - 1);
        seen.put(0, 0);
        if (BareRun.of(program).packet(cut).run() == Errno.EINVAL) {
            assertThatThrownBy(() -> program.run(cut))
                    .isInstanceOf(PacketException.class)
                    .hasMessageContaining(least - 1 + " bytes")
                    .hasMessageContaining("with EtherType IPv4 at least 34 bytes, with IPv6 at least 54");
            assertThat(seen).as("runs").containsEntry(0, 0);
        } else {
            assertThat(program.run(cut)).returns(0);
        }
    }

    @Test
    void aPacketLongerThanAPageIsInvalidForTheKernelHasNoJumboSkb() {
        assertThat(BareRun.of(program).packet(Frames.ofLength(3500)).run()).isNull();
        byte[] jumbo = Frames.ofLength(70_000);
        assertThat(BareRun.of(program).packet(jumbo).run()).isEqualTo(Errno.EINVAL);

        assertThatThrownBy(() -> program.run(jumbo))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("some 3,700 bytes");
    }

    @Test
    void aTypeOfTheNetworkLayerGetsAnEthernetHeaderOfZerosBack(
            @BpfProgram("sees_network_layer") SocketFilterProgram filter) {
        BareRun bare = BareRun.of(filter).packet(IP4).output(IP4.length);
        assertThat(bare.run()).isNull();
        assertThat(bare.returnValue()).as("version and length of IPv4").isEqualTo(0x45);
        assertThat(bare.output(0, 14)).containsOnly(0);

        SocketFilterRun run = filter.run(IP4);
        assertThat(run).returns(0x45).isUnchanged();
    }

    @ParameterizedTest
    @EnumSource(names = {"SOCKET_FILTER", "CGROUP_SKB", "LWT_IN", "LWT_OUT", "LWT_XMIT"})
    void theEthernetHeaderComesBackAsZerosForEachTypeOfTheNetworkLayerAndIsPutRight(ProgramType type) {
        try (TrialProgram trial = TrialProgram.load(type)) {
            BareRun bare = BareRun.of(trial.fd()).packet(IP4).output(IP4.length);
            assertThat(bare.run()).isNull();
            assertThat(bare.output(0, 14)).containsOnly(0);
            assertThat(bare.output(14, IP4.length)).isEqualTo(Arrays.copyOfRange(IP4, 14, IP4.length));

            RunTarget target = trial.target("trial");
            PacketHandle<?, ?> handle =
                    switch (type) {
                        case SOCKET_FILTER -> new SocketFilterHandle(target);
                        case CGROUP_SKB -> new CgroupSkbHandle(target);
                        default -> new LwtHandle(target);
                    };
            assertThat(handle.run(IP4).output()).isEqualTo(IP4);
        }
    }

    @Test
    void aChecksumToBeCheckedIsForSkbsOnlyAndAMismatchIsEbadmsg(
            @BpfProgram("edits") TcProgram edits, @BpfProgram("linear") XdpProgram xdp) {
        assertThat(checked(BareRun.of(xdp))).isEqualTo(Errno.EINVAL);
        if (checked(BareRun.of(program)) == null) {
            assertThat(checked(BareRun.of(edits))).isEqualTo(Errno.EBADMSG);
        } else {
            assertThat(checked(BareRun.of(program))).as("an older kernel").isEqualTo(Errno.EINVAL);
        }

        assertThat(edits.run(IP4)).as("a run does not ask for it").returns(0).isChanged();
    }

    private static @Nullable Errno checked(BareRun run) {
        return run.packet(IP4).flags(BPF_F_TEST_SKB_CHECKSUM_COMPLETE).run();
    }
}
