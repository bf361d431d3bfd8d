package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.Failing.failureOf;
import static io.bpftest.assertion.Failing.messageOf;

import io.bpftest.map.KernelMap;
import io.bpftest.map.MapType;
import io.bpftest.map.Prefix;
import io.bpftest.map.StructValue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class KernelMapAssertTest {

    private final KernelMap<Integer, Long> ports = FixtureMap.hash("ports");

    KernelMapAssertTest() {
        ports.put(53, 1L);
        ports.put(80, 0L);
    }

    @Nested
    class OneEntry {

        @Test
        void passesWhereTheMapIsAsExpected() {
            assertThat(ports)
                    .containsEntry(53, 1L)
                    .containsKey(80)
                    .doesNotContainKey(443)
                    .doesNotContainEntry(53, 2L)
                    .doesNotContainEntry(443, 1L);
        }

        @Test
        void showsTheOtherValueOfAnEntry() {
            assertThat(messageOf(() -> assertThat(ports).containsEntry(53, 2L))).isEqualTo("""
                    Map "ports" has 1 for 53, expected 2
                      holds   {53: 1, 80: 0}""");
        }

        @Test
        void showsWhatTheMapHoldsInsteadOfAMissingKey() {
            assertThat(messageOf(() -> assertThat(ports).containsEntry(0x3500, 1L)))
                    .isEqualTo("""
                    Map "ports" has no key 13568, expected it with 1
                      holds   {53: 1, 80: 0}""");
            assertThat(messageOf(() -> assertThat(ports).containsKey(443))).isEqualTo("""
                    Map "ports" has no key 443
                      holds   {53: 1, 80: 0}""");
        }

        @Test
        void letsAnIdeCompareTheEntries() {
            AssertionError error = failureOf(() -> assertThat(ports).containsEntry(53, 2L));
            assertThat(error).isInstanceOfSatisfying(AssertionFailedError.class, failed -> {
                assertThat(failed.getActual().getValue()).isEqualTo("53: 1");
                assertThat(failed.getExpected().getValue()).isEqualTo("53: 2");
            });
        }

        @Test
        void refusesWhatShouldNotBeThere() {
            assertThat(messageOf(() -> assertThat(ports).doesNotContainKey(53))).isEqualTo("""
                    Map "ports" has 1 for 53, expected no such key
                      holds   {53: 1, 80: 0}""");
            assertThat(messageOf(() -> assertThat(ports).doesNotContainEntry(53, 1L)))
                    .isEqualTo("""
                    Map "ports" has 1 for 53, expected another value or no such key
                      holds   {53: 1, 80: 0}""");
        }

        @Test
        void keepsTheDescriptionAndPercentSigns() {
            KernelMap<String, String> texts = FixtureMap.hash("texts");
            texts.put("rate", "50%n%s");
            assertThat(messageOf(() -> assertThat(texts).as("the rate").containsEntry("rate", "%d")))
                    .isEqualTo("""
                    [the rate] Map "texts" has "50%n%s" for "rate", expected "%d\"
                      holds   {"rate": "50%n%s"}""");
        }
    }

    @Nested
    class AllEntries {

        @Test
        void passesWhereTheMapIsAsExpected() {
            assertThat(ports)
                    .containsAllEntriesOf(Map.of(53, 1L))
                    .containsOnly(Map.of(80, 0L, 53, 1L))
                    .hasSize(2);
            ports.clear();
            assertThat(ports).isEmpty().containsOnly(Map.of()).hasSize(0);
        }

        @Test
        void showsEachKindOfDifferencePerKey() {
            ports.put(8080, 7L);
            assertThat(messageOf(() -> assertThat(ports).containsOnly(Map.of(53, 1L, 80, 5L, 443, 0L))))
                    .isEqualTo("""
                    Map "ports" does not hold exactly the expected entries
                      missing     443: 0
                      different   80: expected 5, found 0
                      unexpected  8080: 7""");
        }

        @Test
        void doesNotMindFurtherEntriesWhereOnlySomeAreAskedFor() {
            assertThat(messageOf(() -> assertThat(ports).containsAllEntriesOf(Map.of(53, 2L))))
                    .isEqualTo("""
                    Map "ports" does not hold all expected entries
                      different  53: expected 2, found 1""");
        }

        @Test
        void cutsALongDifference() {
            Map<Integer, Long> expected =
                    IntStream.range(1000, 1025).boxed().collect(Collectors.toMap(key -> key, key -> 1L));
            assertThat(messageOf(() -> assertThat(ports).containsAllEntriesOf(expected)))
                    .hasLineCount(12)
                    .endsWith("           ... 15 more");
        }

        @Test
        void countsEntries() {
            assertThat(messageOf(() -> assertThat(ports).hasSize(1))).isEqualTo("""
                    Map "ports" has 2 entries, expected 1 entry
                      holds   {53: 1, 80: 0}""");
            assertThat(messageOf(() -> assertThat(ports).isEmpty())).isEqualTo("""
                    Map "ports" has 2 entries, expected no entry
                      holds   {53: 1, 80: 0}""");
        }

        @Test
        void saysThatAnArrayIsNeverEmpty() {
            KernelMap<Integer, Long> counters = new FixtureMap<>("counters", MapType.ARRAY);
            counters.put(0, 3L);
            assertThat(messageOf(() -> assertThat(counters).isEmpty())).isEqualTo("""
                    Map "counters" has 1 entry, expected no entry
                      holds   [0: 3]
                      note    an array holds every index at all times; zeros are not shown""");
        }
    }

    @Nested
    class Changes {

        private final Map<Integer, Long> before = ports.toMap();

        @Test
        void passesWhereOnlyTheExpectedChanged() {
            assertThat(ports).isUnchangedSince(before).changedOnly(before, Map.of());
            ports.put(53, 2L);
            assertThat(ports).changedOnly(before, Map.of(53, 2L));
            ports.remove(80);
            ports.put(443, 1L);
            assertThat(ports).changedOnly(before, Map.of(53, 2L, 443, 1L), Set.of(80));
        }

        @Test
        void showsEveryKeyThatChangedBesides() {
            ports.put(53, 2L);
            ports.remove(80);
            ports.put(443, 1L);
            assertThat(messageOf(() -> assertThat(ports).changedOnly(before, Map.of(53, 2L))))
                    .isEqualTo("""
                    Map "ports" changed otherwise than expected
                      unexpected  80: no entry, before 0
                                  443: 1, before no entry""");
            assertThat(messageOf(() -> assertThat(ports).isUnchangedSince(before)))
                    .isEqualTo("""
                    Map "ports" changed, expected it unchanged
                      unexpected  53: 2, before 1
                                  80: no entry, before 0
                                  443: 1, before no entry""");
        }

        @Test
        void showsWhatDidNotChangeOrChangedToAnotherValue() {
            ports.put(53, 3L);
            assertThat(messageOf(() -> assertThat(ports).changedOnly(before, Map.of(53, 2L), Set.of(80))))
                    .isEqualTo("""
                    Map "ports" changed otherwise than expected
                      different  53: expected 2, found 3
                      unchanged  80: 0 as before, expected no entry""");
        }

        @Test
        void doesNotTakeAnOldValueForAChange() {
            assertThat(messageOf(() -> assertThat(ports).changedOnly(before, Map.of(53, 1L))))
                    .isEqualTo("""
                    Map "ports" changed otherwise than expected
                      unchanged  53: 1 as before, expected 1""");
        }
    }

    @Nested
    class KindsOfKeysAndValues {

        @Test
        void comparesBytesByContent() {
            KernelMap<byte[], byte[]> flows = FixtureMap.hash("flows");
            flows.put(new byte[] {1, 2}, new byte[] {3});
            Map<byte[], byte[]> before = flows.toMap();
            assertThat(flows)
                    .containsEntry(new byte[] {1, 2}, new byte[] {3})
                    .containsOnly(Map.of(new byte[] {1, 2}, new byte[] {3}));
            flows.put(new byte[] {1, 2}, new byte[] {(byte) 0xff, 4});
            assertThat(flows).changedOnly(before, Map.of(new byte[] {1, 2}, new byte[] {(byte) 0xff, 4}));
            assertThat(messageOf(() -> assertThat(flows).containsOnly(before))).isEqualTo("""
                    Map "flows" does not hold exactly the expected entries
                      different  01 02: expected 03, found ff 04""");
        }

        @Test
        void comparesTheValuesOfAllCpus() {
            KernelMap<Integer, List<byte[]>> perCpu = new FixtureMap<>("per_cpu", MapType.PERCPU_HASH);
            perCpu.put(1, List.of(new byte[] {5}, new byte[] {0}));
            assertThat(perCpu).containsEntry(1, List.of(new byte[] {5}, new byte[] {0}));
            assertThat(messageOf(() -> assertThat(perCpu).containsEntry(1, List.of(new byte[] {5}, new byte[] {1}))))
                    .isEqualTo("""
                    Map "per_cpu" has [05, 00] for 1, expected [05, 01]
                      holds   {1: [05, 00]}""");
        }

        record Point(int x, int[] y) {}

        record Flow(Point at, InetAddress source, String name) {}

        @Test
        void comparesRecordsByContentAndShowsTheMembersThatDiffer() throws UnknownHostException {
            KernelMap<Integer, Flow> flows = FixtureMap.hash("flows");
            InetAddress source = InetAddress.getByName("192.0.2.1");
            flows.put(1, new Flow(new Point(1, new int[] {2, 3}), source, "a"));
            assertThat(flows).containsEntry(1, new Flow(new Point(1, new int[] {2, 3}), source, "a"));

            Flow other = new Flow(new Point(1, new int[] {2, 4}), source, "b");
            assertThat(messageOf(() -> assertThat(flows).containsOnly(Map.of(1, other))))
                    .isEqualTo("""
                    Map "flows" does not hold exactly the expected entries
                      different  1: at.y expected [2, 4], found [2, 3]; name expected "b", found "a\"""");
            assertThat(messageOf(() -> assertThat(flows).containsEntry(1, other)))
                    .isEqualTo("""
                    Map "flows" has {at: {x: 1, y: [2, 3]}, source: 192.0.2.1, name: "a"} for 1, \
                    expected {at: {x: 1, y: [2, 4]}, source: 192.0.2.1, name: "b"}
                      holds    {1: {at: {x: 1, y: [2, 3]}, source: 192.0.2.1, name: "a"}}
                      differs  at.y expected [2, 4], found [2, 3]; name expected "b", found "a\"""");
        }

        @Test
        void comparesStructValuesMemberByMember() {
            KernelMap<Integer, StructValue> limits = FixtureMap.hash("limits");
            limits.put(1, StructValue.of("rate", 1L).with("mac", new byte[] {1, 2}));
            assertThat(limits)
                    .containsEntry(1, StructValue.of("mac", new byte[] {1, 2}).with("rate", 1));

            StructValue other = StructValue.of("rate", 2).with("mac", new byte[] {1, 2});
            assertThat(messageOf(() -> assertThat(limits).containsOnly(Map.of(1, other))))
                    .isEqualTo("""
                    Map "limits" does not hold exactly the expected entries
                      different  1: rate expected 2, found 1""");
        }

        @Test
        void showsAddressesAndPrefixes() throws UnknownHostException {
            KernelMap<Prefix, InetAddress> routes = new FixtureMap<>("routes", MapType.LPM_TRIE);
            routes.put(Prefix.of("10.0.0.0/8"), InetAddress.getByName("192.0.2.1"));
            InetAddress other = InetAddress.getByName("2001:db8::1");
            assertThat(messageOf(() -> assertThat(routes).containsEntry(Prefix.of("10.0.0.0/8"), other)))
                    .isEqualTo("""
                    Map "routes" has 192.0.2.1 for 10.0.0.0/8, expected 2001:db8:0:0:0:0:0:1
                      holds   {10.0.0.0/8: 192.0.2.1}""");
        }
    }

    @Test
    void refusesNull() {
        KernelMap<Integer, Long> none = null;
        assertThat(messageOf(() -> assertThat(none).containsKey(1))).contains("not to be null");
    }
}
