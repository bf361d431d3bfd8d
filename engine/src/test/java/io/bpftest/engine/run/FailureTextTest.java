package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.SkbOptions.skbOptions;
import static io.bpftest.program.XdpOptions.xdpOptions;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Golden;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.CgroupSkbProgram;
import io.bpftest.program.LwtProgram;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;
import java.net.Inet4Address;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What failing assertions print, whole, as someone reads it who has nothing but a CI job's log. */
@BpfObject("failures.bpf.c")
class FailureTextTest {

    private static final Udp4Frame DNS =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x");

    @BpfProgram("filters")
    XdpProgram filters;

    @BpfProgram("routes")
    XdpProgram routes;

    @BpfMap
    KernelMap<Inet4Address, Long> blocked;

    @BpfMap
    KernelMap<Integer, Long> counters;

    private final Golden golden = new Golden();

    @Test
    void aVerdictShowsPacketMapsAndWhatWasPrinted() {
        blocked.put(ip4("203.0.113.8"), 0L);

        prints("failing_verdict", () -> assertThat(filters.run(DNS)).drops());
    }

    @Test
    void aMissingLineShowsThoseThatWerePrinted() {
        prints("failing_printk", () -> assertThat(filters.run(DNS)).printed("port 53 is blocked"));
    }

    @Test
    void aDamagedPacketShowsWhatIsWrongWithIt() {
        prints("failing_damaged_packet", () -> assertThat(
                        filters.run(DNS.ipLength(200).badChecksum().truncated(42)))
                .drops());
        prints(
                "failing_cut_packet",
                () -> assertThat(filters.run(DNS.truncated(38).bytes())).passes());
    }

    @Test
    void anOutputShowsItsHeadersAndBytesBesideTheExpectedOnes() {
        XdpRun run = routes.run(DNS);

        prints("failing_output", () -> assertThat(run).transmits().hasOutput(DNS.ttl(63)));
        prints("failing_unchanged", () -> assertThat(run).isUnchanged());
        prints("failing_field", () -> assertThat(run).packet().hasField("ip4", "ttl", 64));
        prints("failing_checksums", () -> assertThat(run).packet().hasValidChecksums());
    }

    @Test
    void aLongOutputStaysOnAScreen() {
        byte[] sent = DNS.payloadOfZeros(1400).bytes();
        byte[] other = DNS.payload(XdpRunTest.pattern(1400)).sourcePort(9).bytes();

        prints("failing_long_output", () -> assertThat(filters.run(sent)).hasOutput(other));
    }

    @Test
    void aContextShowsItsField(@BpfProgram("marks") TcProgram marks) {
        prints("failing_mark", () -> assertThat(marks.run(DNS)).hasMark(8));
        prints("failing_control_block", () -> assertThat(marks.run(DNS)).hasControlBlock(1, 2));
        prints("failing_priority", () -> assertThat(marks.run(
                        DNS, skbOptions().priority(5).onInterface("lo").controlBlock(0, 0, 7)))
                .hasPriority(6));
        prints("failing_metadata", () -> assertThat(filters.run(DNS)).passes().hasMetadata(new byte[] {7, 0, 0, 0}));
        prints("failing_given_metadata", () -> assertThat(
                        filters.run(DNS, xdpOptions().ingressInterface("lo").metadata(new byte[] {6, 0, 0, 0})))
                .hasMetadata(new byte[] {7, 0, 0, 0}));
    }

    @Test
    void otherTypesHaveTheirOwnOutcomes(
            @BpfProgram("cuts") SocketFilterProgram cuts,
            @BpfProgram("allows") CgroupSkbProgram allows,
            @BpfProgram("forwards") LwtProgram forwards) {
        prints("failing_length", () -> assertThat(cuts.run(DNS)).acceptsWholePacket());
        prints("failing_cgroup", () -> assertThat(allows.run(DNS)).denies());
        prints("failing_lwt", () -> assertThat(forwards.run(DNS)).drops());
    }

    @Test
    void eachSkbTypeShowsWhatItLeftInItsContext(
            @BpfProgram("cuts") SocketFilterProgram cuts,
            @BpfProgram("allows") CgroupSkbProgram allows,
            @BpfProgram("forwards") LwtProgram forwards) {
        prints(
                "failing_filter_mark",
                () -> assertThat(cuts.run(DNS, skbOptions().mark(7))).hasMark(8));
        prints(
                "failing_cgroup_mark",
                () -> assertThat(allows.run(DNS, skbOptions().mark(7))).hasMark(8));
        prints(
                "failing_lwt_mark",
                () -> assertThat(forwards.run(DNS, skbOptions().mark(-1))).hasMark(8));
    }

    @Test
    void aMapShowsItsDifferencesKeyByKey() throws Exception {
        blocked.put(ip4("203.0.113.7"), 1L);

        // A hash gives its entries in no certain order, so there is only one that is shown here.
        prints("failing_map_entry", () -> assertThat(blocked).containsEntry(ip4("203.0.113.7"), 5L));
        blocked.put(ip4("203.0.113.8"), 2L);
        prints("failing_map_content", () -> assertThat(blocked)
                .containsOnly(Map.of(ip4("203.0.113.7"), 5L, ip4("203.0.113.9"), 0L)));
        Map<Integer, Long> before = counters.toMap();
        filters.run(DNS);
        counters.put(3, 9L);
        prints("failing_map_change", () -> assertThat(counters).changedOnly(before, new HashMap<>(Map.of(0, 2L))));
    }

    private void prints(String name, ThrowingCallable assertion) {
        golden.failsOnAScreen(name, assertion);
    }
}
