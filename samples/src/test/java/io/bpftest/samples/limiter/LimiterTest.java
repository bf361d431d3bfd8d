package io.bpftest.samples.limiter;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.each;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import io.bpftest.BpfConstant;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.packet.FrameTemplate;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.packet.Udp6Frame;
import io.bpftest.program.PacketPath;
import io.bpftest.program.PacketRun;
import io.bpftest.program.PacketSequence;
import io.bpftest.program.ProgramRun;
import io.bpftest.program.RunSequence;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;
import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@BpfObject("limiter.bpf.c")
class LimiterTest {

    private static final Udp4Frame PACKET = udp4("203.0.113.7", 4000, "198.51.100.1", 53);
    private static final Udp4Frame OTHER = udp4("203.0.113.8", 4000, "198.51.100.1", 53);

    @Test
    void dropsWhatASourceSendsBeyondItsBudget(XdpProgram limiter) {
        FrameTemplate<Udp4Frame> tenPackets = each(PACKET).range(Udp4Frame::sourcePort, 4001, 4010);

        RunSequence<XdpRun> runs = limiter.runAll(tenPackets);

        assertThat(runs).hasSize(10).first(5).pass().rest().drop();
    }

    @Test
    void countsEachSourceForItself(XdpProgram limiter) {
        Stream<Udp4Frame> inTurn = IntStream.range(0, 12).mapToObj(i -> i % 2 == 0 ? PACKET : OTHER);

        assertThat(limiter.runAll(inTurn)).first(10).pass().rest().drop();
    }

    @Test
    @BpfConstant(name = "budget", value = "1")
    void tellsSourcesOfEitherFamilyApart(XdpProgram limiter) {
        Udp6Frame six = udp6("2001:db8::7", 4000, "2001:db8::1", 53);

        assertThat(limiter.runAll(PACKET, six, six, PACKET))
                .first(2)
                .pass()
                .then()
                .drop();
    }

    @Test
    @BpfConstant(name = "budget", value = "0")
    void letsNothingPassWithoutABudget(XdpProgram limiter) {
        assertThat(limiter.runAll(PACKET, PACKET)).drop();
    }

    @Test
    void letsAnswersInToWhatWasSentBefore(
            @BpfProgram("outgoing") TcProgram outgoing, @BpfProgram("incoming") TcProgram incoming) {
        Udp4Frame question = udp4("198.51.100.1", 4000, "203.0.113.7", 53);
        Udp4Frame answer = udp4("203.0.113.7", 53, "198.51.100.1", 4000);

        RunSequence<PacketRun> runs = PacketSequence.sequence()
                .then(incoming, answer)
                .then(outgoing, question)
                .then(incoming, answer)
                .then(incoming, OTHER)
                .run();

        assertThat(runs).first(1).drop().next(2).pass().rest().drop();
    }

    @Test
    void dropsInTheFirstProgramThatSaysSo(XdpProgram limiter, @BpfProgram("incoming") TcProgram incoming) {
        PacketPath path = PacketPath.through(limiter, incoming);

        RunSequence<ProgramRun> runs = path.runAll(Collections.nCopies(7, PACKET));

        assertThat(runs).first(5).haveOutcome("TC_ACT_SHOT").rest().haveOutcome("XDP_DROP");
    }
}
