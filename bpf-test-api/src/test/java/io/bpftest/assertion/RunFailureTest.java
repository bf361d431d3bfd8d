package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.XdpOptions.xdpOptions;

import io.bpftest.map.MapState;
import io.bpftest.program.XdpRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunFailureTest extends ReportingTest {

    private static final byte[] PACKET =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).build().getRawData();

    private static final byte[] ROUTED =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).ttl(63).build().getRawData();

    private static final byte[] OTHER =
            udp4("203.0.113.7", 4000, "198.51.100.2", 53).build().getRawData();

    private static XdpRun run(FixtureProgram program, byte[] output) {
        return new XdpRun(program, PACKET, output, 2, 30, new byte[] {7, 0, 0, 0});
    }

    @Test
    void tellsWhatTheProgramWasGivenBesideThePacket() {
        XdpRun run = run(FixtureProgram.xdp(), PACKET);
        run.recordOptions(xdpOptions().metadata(new byte[] {6, 0, 0, 0}));

        assertThat(messageOf(() -> assertThat(run).drops())).contains("\n  given   metadata [06 00 00 00]\n  maps ");
        assertThat(messageOf(() -> assertThat(run(FixtureProgram.xdp(), PACKET)).drops()))
                .doesNotContain("given");
    }

    @Test
    void leavesTheMapsOutOnceTheObjectIsClosed() {
        FixtureProgram closed = FixtureProgram.xdp().withMaps(() -> {
            throw new IllegalStateException("closed");
        });
        assertThat(messageOf(() -> assertThat(run(closed, PACKET)).drops()))
                .startsWith("XDP program \"xdp_firewall\" returned XDP_PASS, expected XDP_DROP\n  packet  ")
                .contains("\n  source  ", "\n  saved   ")
                .doesNotContain("maps");
    }

    @Test
    void leavesTheMapsOutWhereThereAreNone() {
        FixtureProgram none = FixtureProgram.xdp().withMaps(List::of);
        assertThat(messageOf(() -> assertThat(run(none, PACKET)).drops())).doesNotContain("maps");
    }

    @Test
    void givesEachMapALineWhereOneWouldBeTooLong() {
        assertThat(messageOf(() -> assertThat(run(withMaps(3), PACKET)).drops()))
                .contains("""

                  maps    a_rather_long_name_0 {2001:db8::0: 1, ... 4 more}
                          a_rather_long_name_1 {2001:db8::1: 1, ... 4 more}
                          a_rather_long_name_2 {2001:db8::2: 1, ... 4 more}
                  source\
                """);
    }

    @Test
    void countsTheMapsThatWouldFillTheScreen() {
        assertThat(messageOf(() -> assertThat(run(withMaps(13), PACKET)).drops()))
                .contains("""

                          a_rather_long_name_9 {2001:db8::9: 1, ... 4 more}
                          ... 3 more
                  source\
                """);
    }

    private static FixtureProgram withMaps(int count) {
        return FixtureProgram.xdp().withMaps(() -> IntStream.range(0, count)
                .mapToObj(i -> new MapState(
                        "a_rather_long_name_" + i, false, List.of(new MapState.Entry("2001:db8::" + i, "1")), 4))
                .toList());
    }

    @Test
    void showsAndSavesThePacketThatCameOutWhereItDiffers() {
        assertThat(messageOf(() -> assertThat(run(FixtureProgram.xdp(), ROUTED)).drops()))
                .isEqualTo("""
                XDP program "xdp_firewall" returned XDP_PASS, expected XDP_DROP
                  packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53
                  output  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 63 / udp 4000 > 53
                  maps    blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                  source  xdp_firewall.bpf.c, section xdp, kernel 6.18 (local)
                  saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
        assertThat(saved()).containsExactly(PACKET, ROUTED);
    }

    @Test
    void savesWhatWentInWhatCameOutAndWhatShouldHave() {
        Failing.failureOf(() -> assertThat(run(FixtureProgram.xdp(), ROUTED)).hasOutput(OTHER));
        assertThat(saved()).containsExactly(PACKET, ROUTED, OTHER);
    }

    @Test
    void savesThePacketThatShouldHaveChangedAndDidNot() {
        Failing.failureOf(() -> assertThat(run(FixtureProgram.xdp(), PACKET)).hasOutput(ROUTED));
        assertThat(saved()).containsExactly(PACKET, PACKET, ROUTED);
    }

    @Test
    void savesThePacketThatShouldNotHaveChangedOnce() {
        Failing.failureOf(() -> assertThat(run(FixtureProgram.xdp(), ROUTED)).isUnchanged());
        assertThat(saved()).containsExactly(PACKET, ROUTED);
    }

    @Test
    void tellsTheFailureAlsoWhereNothingCanBeSaved() throws IOException {
        Files.writeString(reports.resolve("XdpFirewallTest"), "a file where the folder should be");
        assertThat(messageOf(() -> assertThat(run(FixtureProgram.xdp(), PACKET)).drops()))
                .startsWith("XDP program \"xdp_firewall\" returned XDP_PASS, expected XDP_DROP\n")
                .endsWith("\n  saved   not saved: FileAlreadyExistsException: target/bpf-test/XdpFirewallTest");
    }

    private List<byte[]> saved() {
        return PcapBytes.read(reports.resolve("XdpFirewallTest/dropsBlockedSources.pcap"));
    }
}
