package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.packet.Packets.each;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.PacketSequence.sequence;
import static io.bpftest.program.XdpOptions.xdpOptions;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.engine.Frames;
import io.bpftest.engine.Golden;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.PacketException;
import io.bpftest.error.PacketSourceException;
import io.bpftest.error.RunOptionException;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.PacketParser;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.PacketPath;
import io.bpftest.program.PacketRun;
import io.bpftest.program.ProgramRun;
import io.bpftest.program.RunSequence;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.TcVerdict;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;
import io.bpftest.program.XdpVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@BpfObject("verdicts.bpf.c")
@BpfObject("maps.bpf.c")
class SequenceTest {

    private static final byte[] PASS = Frames.asking(XdpVerdict.PASS.ordinal());
    private static final byte[] DROP = Frames.asking(XdpVerdict.DROP.ordinal());
    private static final byte[] TOO_SHORT = new byte[13];

    private final Golden golden = new Golden();

    @BpfProgram("xdp_verdict")
    XdpProgram xdp;

    @BpfProgram("tc_verdict")
    TcProgram tc;

    @BpfProgram("accept")
    SocketFilterProgram filter;

    @Test
    void runsPacketsInTheirOrder() {
        RunSequence<XdpRun> runs = xdp.runAll(List.of(PASS, DROP, PacketParser.parse(PASS)));

        assertThat(runs).first(1).pass().next(1).drop().rest().pass();
        assertThat(runs.run(2).verdict()).isEqualTo(XdpVerdict.DROP);
        assertThat(runs).hasToString("3 runs, the last: XDP program \"xdp_verdict\" returned XDP_PASS");
    }

    @Test
    void keepsStateInMapsFromPacketToPacket(
            @BpfProgram("count") XdpProgram count, @BpfMap("array") KernelMap<Integer, Long> counted) {
        assertThat(count.runAll(Stream.of(PASS, PASS, PASS))).hasSize(3);
        assertThat(counted.get(0)).isEqualTo(3);
    }

    @Test
    void takesAPacketOfPcap4jForOnePacketAndNotForItsLayers() {
        assertThat(xdp.runAll(PacketParser.parse(PASS))).hasSize(1).pass();
    }

    @Test
    void handsOverTheRunsOfAStreamAndClosesIt() {
        AtomicBoolean closed = new AtomicBoolean();
        List<XdpVerdict> verdicts = new ArrayList<>();

        long count =
                xdp.runEach(Stream.of(PASS, DROP).onClose(() -> closed.set(true)), run -> verdicts.add(run.verdict()));

        assertThat(count).isEqualTo(2);
        assertThat(verdicts).containsExactly(XdpVerdict.PASS, XdpVerdict.DROP);
        assertThat(closed).isTrue();
    }

    @Test
    void givesEachRunTheOptions(@BpfProgram("count") XdpProgram count) {
        assertThat(count.runAll(List.of(PASS, PASS), xdpOptions().ingressInterface("lo")))
                .hasSize(2);
    }

    @Test
    void sendsWhatPassesOnToTheNextProgram() {
        byte[] shot = Frames.asking(TcVerdict.SHOT.number());

        RunSequence<ProgramRun> runs = PacketPath.through(xdp, tc).runAll(List.of(shot, DROP));

        assertThat(runs).packet(1).haveOutcome("TC_ACT_SHOT").packet(2).haveOutcome("XDP_DROP");
    }

    @Test
    void runsEachStepThroughItsOwnProgram() {
        RunSequence<PacketRun> runs =
                sequence().then(xdp, DROP).then(tc, DROP).then(filter, DROP).run();

        assertThat(runs.stream().map(PacketRun::outcome))
                .containsExactly("XDP_DROP", "TC_ACT_RECLASSIFY", "1 (accept)");
        assertThat(runs).first(1).drop().packet(3).pass();
    }

    @Test
    void aFailureTellsTheWholeStory() {
        golden.fails("sequence_verdict", AssertionError.class, () -> assertThat(
                        xdp.runAll(List.of(PASS, PASS, PASS, PASS, DROP, DROP)))
                .first(3)
                .pass()
                .rest()
                .drop());
    }

    @Test
    void aFailureTellsTheOptionsOfItsPacket() {
        golden.failsOnAScreen("sequence_given", () -> assertThat(
                        xdp.runAll(List.of(DROP, PASS), xdpOptions().ingressInterface("lo")))
                .drop());
    }

    @Test
    void namesThePacketWhoseRunFails() {
        golden.fails("sequence_packet", PacketException.class, () -> xdp.runAll(List.of(PASS, PASS, TOO_SHORT)));
        golden.fails("sequence_no_packet", PacketException.class, () -> xdp.runAll(List.of(PASS, "udp")));
        assertThatThrownBy(() -> sequence().then(xdp, PASS).then(tc, TOO_SHORT).run())
                .isExactlyInstanceOf(PacketException.class)
                .hasMessageStartingWith("Packet 2 of the sequence: TC program \"tc_verdict\" cannot run");
        assertThatThrownBy(() -> PacketPath.through(xdp, tc).runAll(List.of(DROP, TOO_SHORT)))
                .isExactlyInstanceOf(PacketException.class)
                .hasMessageStartingWith("Packet 2 of the sequence: XDP program");
    }

    @Test
    void namesThePacketThatItsSourceCannotMake() {
        assertThatThrownBy(() -> xdp.runAll(
                        each(udp4("203.0.113.7", 4000, "198.51.100.1", 53)).range(Udp4Frame::ttl, 254, 300)))
                .isExactlyInstanceOf(PacketException.class)
                .hasMessageStartingWith("Packet 3 of the sequence: ");
    }

    @Test
    void namesThePacketWhoseOptionsAreRefused() {
        assertThatThrownBy(() -> sequence()
                        .then(xdp, PASS)
                        .then(xdp, PASS, xdpOptions().ingressInterface("lo").receiveQueue(1))
                        .run())
                .isExactlyInstanceOf(RunOptionException.class)
                .hasMessageStartingWith("Packet 2 of the sequence: XDP program \"xdp_verdict\" cannot run with");
    }

    @Test
    void namesThePacketAtWhichTheObjectWasClosed(@BpfProgram(object = "verdicts.bpf.c") LoadedObject verdicts) {
        XdpProgram program = verdicts.program("xdp_verdict", XdpProgram.class);

        assertThatThrownBy(() -> program.runEach(Stream.of(PASS, PASS), run -> verdicts.close()))
                .isExactlyInstanceOf(ObjectClosedException.class)
                .hasMessageStartingWith("Packet 2 of the sequence: ");
    }

    @Test
    void refusesASequenceWithoutPackets() {
        golden.fails("sequence_empty", PacketSourceException.class, () -> xdp.runAll(List.of()));
        assertThatThrownBy(() -> xdp.runEach(Stream.empty(), run -> {})).isInstanceOf(PacketSourceException.class);
        assertThatThrownBy(() -> sequence().run()).isInstanceOf(PacketSourceException.class);
        assertThatThrownBy(() -> PacketPath.through(xdp).runAll(Stream.empty()))
                .isInstanceOf(PacketSourceException.class);
    }
}
