package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static io.bpftest.program.SkbOptions.skbOptions;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.error.PacketException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.ProgramType;
import io.bpftest.program.SkbContext;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.SocketFilterRun;
import io.bpftest.program.TcProgram;
import io.bpftest.program.TcRun;
import io.bpftest.program.XdpProgram;
import java.lang.reflect.Method;
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
    private static final int VLAN_PRESENT = 20;
    private static final int VLAN_TCI = 24;
    private static final int VLAN_PROTO = 28;
    private static final int HASH = 68;
    private static final int TC_CLASSID = 72;
    private static final int GSO_SIZE = 176;
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
    void tcClassIdHashVlanTagAndGsoSizeAreNotGivenBackSoThereIsNoReaderOfThem(
            @BpfProgram("sets_what_stays") TcProgram sets) {
        BareRun bare = BareRun.of(sets).packet(IP4).output(100).contextOut();
        assertThat(bare.run()).isNull();
        assertThat(seen)
                .as("what the program found: class id, hash and tag")
                .containsEntry(0, 0x42)
                .containsEntry(1, 0x1234)
                .containsEntry(2, 5);
        for (int place : new int[] {TC_CLASSID, HASH, VLAN_PRESENT, VLAN_TCI, VLAN_PROTO, GSO_SIZE}) {
            assertThat(bare.contextOut(place)).as("byte " + place).isZero();
        }
        assertThat(bare.outputSize()).as("the tag is not in the packet").isEqualTo(IP4.length);

        TcRun run = sets.run(IP4, skbOptions().gsoSize(77));
        assertThat(run).returns(0).isUnchanged();
        assertThat(seen).containsEntry(3, 77);
        assertThat(Arrays.stream(SkbContext.class.getMethods())
                        .filter(reader -> reader.getDeclaringClass() == SkbContext.class)
                        .map(Method::getName))
                .as("the fields that convert_skb_to___skb writes")
                .containsExactlyInAnyOrder(
                        "mark",
                        "priority",
                        "ingressInterface",
                        "onInterface",
                        "controlBlock",
                        "timestamp",
                        "wireLength",
                        "gsoSegments",
                        "hardwareTimestamp",
                        "toString");
    }

    @Test
    void aTagPushedBesideThePacketComesOutOnlyWhenAnotherIsPushed(@BpfProgram("pushes_tags") TcProgram pushes) {
        assertThat(pushes.run(IP4, skbOptions().mark(1))).returns(0).isUnchanged();

        byte[] output = pushes.run(IP4, skbOptions().mark(2)).output();
        assertThat(output).hasSize(IP4.length + 4);
        assertThat(Arrays.copyOfRange(output, 12, 16)).as("the first tag").containsExactly(0x81, 0, 0, 5);
    }

    @Test
    void durationIsTheMeanOverRepeatsSoThatOfARunIsOfOneRun(@BpfProgram("takes_time") TcProgram program) {
        int repeats = 1000;
        BareRun bare = BareRun.of(program).packet(IP4).repeat(repeats);
        assertThat(bare.run()).isNull();
        int total = seen.get(0);
        assertThat(bare.duration())
                .as("of " + total + " ns in all")
                .isGreaterThanOrEqualTo(total / repeats)
                .isLessThan(total / 2);

        seen.put(0, 0);
        assertThat(program.run(IP4).duration().toNanos())
                .isGreaterThanOrEqualTo(seen.get(0))
                .isPositive();
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
