package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.icmp6;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import io.bpftest.Bpf;
import io.bpftest.Environment;
import io.bpftest.RunIn;
import io.bpftest.packet.CapturedPacket;
import io.bpftest.packet.Captures;
import io.bpftest.program.ClassicFilterProgram;
import io.bpftest.program.ClassicFilterRun;
import io.bpftest.program.ClassicInstruction;
import io.bpftest.program.ProgramType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classic filters, which the kernel runs at a socket of ours; {@code ci/vms} has other kernels do so. */
@RunIn({Environment.LOCAL, Environment.CONTAINER, Environment.VM})
class ClassicFilterTest {

    /** 43 bytes. */
    private static final byte[] DNS =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x").bytes();

    @TempDir
    Path folder;

    /** A filter of one instruction, {@code ret #length}. */
    private static ClassicFilterProgram asking(long length) {
        return Bpf.classicFilter(List.of(new ClassicInstruction(0x06, 0, 0, length)));
    }

    /** Frames of many kinds, and each of them cut short at each length. */
    private static List<byte[]> frames() {
        List<byte[]> frames = new ArrayList<>();
        Stream.of(
                        udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x"),
                        udp4("198.51.100.1", 53, "203.0.113.7", 4000).vlan(7, 5),
                        udp6("2001:db8::7", 4000, "2001:db8::1", 53).hopByHop(),
                        tcp4("203.0.113.7", 4000, "198.51.100.1", 80).syn(),
                        tcp4("198.51.100.1", 80, "203.0.113.7", 4000).payload("HTTP/1.1 200 OK"),
                        tcp6("2001:db8::7", 4000, "2001:db8::1", 80).syn(),
                        icmp4("203.0.113.7", "198.51.100.1"),
                        icmp6("2001:db8::7", "2001:db8::1"),
                        arpRequest("203.0.113.7", "198.51.100.1"))
                .map(frame -> frame.bytes())
                .forEach(frame -> IntStream.rangeClosed(1, frame.length)
                        .forEach(length -> frames.add(Arrays.copyOf(frame, length))));
        return frames;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp port 80",
                "tcp port 80 and not host 203.0.113.7",
                "udp port 53 or arp",
                "ip6",
                "tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn",
                "vlan 7 and udp",
                "ip[8] < 65 and len > 45",
                "net 198.51.100.0/24 and portrange 50-60",
                "ip6[6] == 0 or multicast",
                "icmp or icmp6",
                ""
            })
    void theKernelAcceptsWhatLibpcapDoes(String expression) {
        Path capture = folder.resolve("frames.pcap");
        List<byte[]> frames = frames();
        Captures.write(capture, frames);
        List<Integer> wanted;
        try (Stream<CapturedPacket> packets = Captures.stream(capture, expression)) {
            wanted = packets.map(CapturedPacket::number).toList();
        }

        ClassicFilterProgram filter = Bpf.classicFilter(expression);

        List<Integer> accepted = IntStream.rangeClosed(1, frames.size())
                .filter(number -> filter.run(frames.get(number - 1)).acceptsWhole())
                .boxed()
                .toList();
        assertThat(wanted).isNotEmpty();
        assertThat(accepted).isEqualTo(wanted);
    }

    @Test
    void theReturnValueCutsThePacket() {
        assertThat(asking(0).run(DNS)).drops();
        assertThat(asking(1).run(DNS)).accepts().acceptsBytes(1);
        assertThat(asking(42).run(DNS)).acceptsBytes(42);
        assertThat(asking(43).run(DNS)).acceptsWholePacket();
    }

    @ParameterizedTest
    @ValueSource(longs = {44, 262_144, 0x7fff_ffff, 0x8000_0000L, 0xffff_ffffL})
    void moreThanThePacketHasGivesThePacket(long length) {
        assertThat(asking(length).run(DNS)).acceptsWholePacket().acceptsBytes(43);
    }

    @Test
    void aPacketMayBeOneByteOrLongerThanAnyFrame() {
        assertThat(asking(9).run(new byte[1])).acceptsWholePacket();
        assertThat(asking(0xffff_ffffL).run(new byte[150_000])).acceptsWholePacket();
        assertThat(asking(140_001).run(new byte[150_000])).acceptsBytes(140_001);
    }

    @Test
    void aPacketTellsNothingOfTheNext() {
        ClassicFilterProgram filter = Bpf.classicFilter("udp port 53");
        byte[] other = udp4("203.0.113.7", 4000, "198.51.100.1", 54).bytes();

        assertThat(filter.runAll(List.of(DNS, other, DNS, new byte[3], DNS)))
                .first(1)
                .pass()
                .next(1)
                .drop()
                .next(1)
                .pass()
                .next(1)
                .drop()
                .rest()
                .pass();
    }

    @Test
    void threadsRunItAtOnce() {
        ClassicFilterProgram filter = asking(20_000);

        List<Integer> wrong = IntStream.rangeClosed(1, 5_000)
                .parallel()
                .filter(length -> filter.run(new byte[length]).acceptedLength() != length)
                .boxed()
                .toList();

        assertThat(wrong).isEmpty();
    }

    @Test
    void theSocketsOfAFilterThatNobodyRefersToAreClosed() throws IOException {
        long before = sockets();
        IntStream.range(0, 50).forEach(length -> asking(length).run(DNS));

        for (int tries = 0; sockets() > before && tries < 200; tries++) {
            System.gc();
        }

        assertThat(sockets()).isLessThanOrEqualTo(before);
    }

    /** How many sockets this process has open. */
    private static long sockets() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(ClassicFilterTest::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            // Closed since the folder was listed.
            return false;
        }
    }

    @Test
    void saysWhatItIs() {
        ClassicFilterProgram filter = Bpf.classicFilter("ip");
        ClassicFilterRun run = filter.run(DNS);

        assertThat(filter).hasToString("classic filter \"ip\"");
        assertThat(filter.info().type()).isEqualTo(ProgramType.SOCKET_FILTER);
        assertThat(filter.info().source()).isEqualTo(filter.instructions().size() + " instructions by libpcap");
        assertThat(filter.maps(8)).isEmpty();
        assertThat(run)
                .hasToString("classic filter \"ip\" returned 43 (accept)")
                .printedNothing();
        assertThat(run.input()).isEqualTo(DNS);
        assertThat(asking(7)).hasToString("classic filter \"1 instruction\"");
    }
}
