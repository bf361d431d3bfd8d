package io.bpftest.packet;

import static io.bpftest.packet.Packets.udp4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.PacketSourceException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PacketGeneratorTest {

    private static List<String> hex(PacketGenerator generator, int count) {
        return generator.stream().limit(count).map(Arrays::toString).toList();
    }

    private static Set<String> summaries(PacketGenerator generator, int count) {
        return generator.stream().limit(count).map(PacketText::summary).collect(Collectors.toSet());
    }

    @Test
    void givesTheSamePacketsForASeedAndOthersForAnother() {
        PacketGenerator generator = PacketGenerator.protocols().seed(7);

        assertThat(hex(generator, 200))
                .isEqualTo(hex(PacketGenerator.protocols().seed(7), 200));
        assertThat(hex(generator, 200)).isNotEqualTo(hex(generator.seed(8), 200));
    }

    @Test
    void reachesTheProtocolsThatFiltersLookAt() {
        Set<String> protocols = new TreeSet<>();
        summaries(PacketGenerator.protocols(), 2_000).forEach(summary -> Arrays.stream(summary.split(" / "))
                .map(header -> header.split(" ")[0])
                .forEach(protocols::add));

        assertThat(protocols).contains("eth", "vlan", "arp", "ip4", "ip6", "tcp", "udp", "icmp", "icmp6", "gre");
    }

    @Test
    void makesMostChecksumsRight() {
        long wrong = PacketGenerator.protocols().stream()
                .limit(2_000)
                .map(PacketText::summary)
                .filter(summary -> summary.contains("bad checksum"))
                .count();

        assertThat(wrong).isPositive().isLessThan(200);
    }

    @Test
    void givesBoundaryLengths() {
        Set<Integer> lengths = PacketGenerator.protocols().stream()
                .limit(5_000)
                .map(packet -> packet.length)
                .collect(Collectors.toSet());

        assertThat(lengths).contains(14, 33, 34, 60, 64, 1500, 1514);
        assertThat(lengths).allMatch(length -> length >= 14);
    }

    @Test
    void drawsFromTheDictionaryInEitherByteOrder() {
        PacketGenerator generator = PacketGenerator.protocols()
                .dictionary(Dictionary.of(61234, Integer.toUnsignedLong(Integer.reverseBytes(0xcb007107))));

        Set<String> summaries = summaries(generator, 3_000);

        assertThat(summaries).anyMatch(summary -> summary.contains("> 61234"));
        assertThat(summaries).anyMatch(summary -> summary.contains("203.0.113.7 >"));
    }

    @Test
    void changesPacketsOfACorpus() {
        Udp4Frame query = udp4("203.0.113.7", 4000, "198.51.100.1", 53);
        List<byte[]> packets =
                PacketGenerator.mutating(List.of(query)).stream().limit(500).toList();

        assertThat(packets)
                .filteredOn(packet -> Arrays.equals(packet, query.bytes()))
                .hasSizeLessThan(50);
        assertThat(packets)
                .filteredOn(packet -> PacketText.summary(packet).contains("203.0.113.7 > 198.51.100.1"))
                .hasSizeGreaterThan(100);
    }

    @Test
    void refusesAnEmptyCorpus() {
        assertThatThrownBy(() -> PacketGenerator.protocols().corpus(List.of()))
                .isExactlyInstanceOf(PacketSourceException.class)
                .hasMessageContaining("A corpus for generated packets is empty");
    }

    @Test
    void damagedPacketsKeepTheirBytesWhenTheyAreDissectedExactly() {
        Udp4Frame query =
                udp4("203.0.113.7", 4000, "198.51.100.1", 53).carrying(Packets.dnsQuery("example.org", DnsType.A));
        List<byte[]> packets =
                PacketGenerator.mutating(List.of(query)).stream().limit(5_000).toList();

        assertThat(packets)
                .allMatch(packet -> Arrays.equals(PacketParser.exactly(packet).getRawData(), packet));
        assertThat(packets).anyMatch(packet -> !isWrittenAsRead(packet));
    }

    private static boolean isWrittenAsRead(byte[] packet) {
        try {
            return Arrays.equals(PacketParser.parse(packet).getRawData(), packet);
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Test
    void shrinksToWhatMatters() {
        byte[] packet = udp4("203.0.113.7", 4000, "198.51.100.1", 53)
                .vlan(7)
                .payloadOfZeros(900)
                .bytes();

        byte[] small =
                PacketShrinker.shrink(packet, bytes -> PacketText.summary(bytes).contains("> 53"), 2_000);

        assertThat(small).hasSizeLessThanOrEqualTo(42);
        assertThat(PacketText.summary(small)).contains("udp 0 > 53").doesNotContain("vlan", "bad checksum");
    }

    @Test
    void leavesWhatCannotBeSmallerAndAsksNoMoreThanItMay() {
        byte[] packet = udp4("203.0.113.7", 4000, "198.51.100.1", 53).bytes();
        int[] asked = {0};

        assertThat(PacketShrinker.shrink(
                        packet,
                        bytes -> {
                            asked[0]++;
                            return Arrays.equals(bytes, packet);
                        },
                        50))
                .isEqualTo(packet);
        assertThat(asked[0]).isEqualTo(50);
    }
}
