package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.Failing.failureOf;
import static io.bpftest.assertion.Failing.messageOf;

import io.bpftest.map.MapType;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class EventStreamAssertTest {

    private static FixtureEvents ring(Integer... received) {
        return new FixtureEvents(MapType.RINGBUF, received);
    }

    @Test
    void passesForEventsThatHaveCome() {
        FixtureEvents events = ring(80, 53, 443);

        assertThat(events)
                .receives(53)
                .receives(port -> port > 400)
                .receivesSatisfying(port -> assertThat(port).isBetween(1, 60))
                .receivesInOrder(80, 443)
                .receivesInOrder(80, 53, 443)
                .receivesInOrder()
                .receivesExactly(3)
                .losesNone();
        assertThat(events.waits()).isEmpty();
        assertThat(ring()).receivesNone().receivesExactly(0);
    }

    @Test
    void waitsForEventsThatComeLater() {
        assertThat(ring().late(1, 2)).receives(2);
        assertThat(ring(1).late(2, 3)).receivesInOrder(1, 3);
        assertThat(ring(1).late(2)).receivesExactly(2);
        assertThat(ring().late(1, 2))
                .receivesSatisfying(event -> assertThat(event).isEqualTo(2));
    }

    @Test
    void seesOnlyTheEventsThatAreAskedFor() {
        assertThat(ring(80, 53, 80, 443))
                .where(port -> port < 100)
                .receivesExactly(3)
                .receivesInOrder(80, 53, 80)
                .where(port -> port > 60)
                .receivesExactly(2);
        assertThat(ring(80, 443)).where(port -> port == 53).receivesNone();
        assertThat(ring(80).late(443, 53)).where(port -> port < 60).receives(53);
        assertThat(messageOf(() -> assertThat(ring(80).late(443, 53))
                        .within(Duration.ofMillis(50))
                        .where(port -> port == 53)
                        .receivesNone()))
                .startsWith(
                        "Ring buffer \"ports\" received 3 events within 50 ms, where() takes 1 of these, expected none");
        assertThat(messageOf(
                        () -> assertThat(ring(80, 53)).where(port -> port > 60).receives(53)))
                .isEqualTo("""
                        Ring buffer "ports" received 2 events within 1 s, where() takes 1 of these, none of them as expected
                          received  0: 80
                                    1: 53
                          expected  53""");
    }

    @Test
    void waitsNoLongerThanTheLimit() {
        FixtureEvents events = ring(1);

        messageOf(() -> assertThat(events).receives(2));
        messageOf(() -> assertThat(events).within(Duration.ofSeconds(9)).receives(2));

        assertThat(events.waits()).hasSize(2);
        assertThat(events.waits().get(0)).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(events.waits().get(1)).isBetween(Duration.ofMillis(1001), Duration.ofSeconds(9));
    }

    @Test
    void showsWhatCameInsteadOfTheExpectedEvent() {
        assertThat(messageOf(() -> assertThat(ring(80, 53)).receives(443))).isEqualTo("""
                Ring buffer "ports" received 2 events within 1 s, none of them as expected
                  received  0: 80
                            1: 53
                  expected  443""");
        assertThat(messageOf(() -> assertThat(ring()).receives(port -> port == 443)))
                .isEqualTo(
                        "Ring buffer \"ports\" received no event within 1 s, none of them accepted by the predicate");
    }

    @Test
    void showsWhyTheLastEventWasNotAsRequired() {
        assertThat(messageOf(() -> assertThat(ring(80))
                        .within(Duration.ofMillis(50))
                        .receivesSatisfying(port -> assertThat(port).isEqualTo(443))))
                .startsWith("Ring buffer \"ports\" received 1 event within 50 ms, none of them as required")
                .contains("received  0: 80")
                .contains("last")
                .contains("443");
    }

    @Test
    void countsEvents() {
        AssertionFailedError error =
                (AssertionFailedError) failureOf(() -> assertThat(ring(1, 2)).receivesExactly(3));
        assertThat(error).hasMessage("""
                Ring buffer "ports" received 2 events within 1 s, expected 3 events
                  received  0: 1
                            1: 2""");
        assertThat(error.getActual().getStringRepresentation()).isEqualTo("2");
        assertThat(messageOf(() -> assertThat(ring(1, 2)).receivesExactly(1))).contains("expected 1 event");
    }

    @Test
    void waitsForNoneOnlyWhereToldTo() {
        FixtureEvents events = ring().late(7);

        assertThat(events).receivesNone();
        assertThat(messageOf(
                        () -> assertThat(events).within(Duration.ofSeconds(2)).receivesNone()))
                .isEqualTo("""
                Ring buffer "ports" received 1 event within 2 s, expected none
                  received  0: 7""");
    }

    @Test
    void saysWhichEventIsMissingInTheOrder() {
        assertThat(messageOf(() -> assertThat(ring(443, 80)).receivesInOrder(80, 443)))
                .isEqualTo("""
                Ring buffer "ports" received 2 events within 1 s, not in the expected order
                  received  0: 443
                            1: 80
                  expected  [80, 443]
                  missing   443 behind 80""");
        assertThat(messageOf(() -> assertThat(ring()).receivesInOrder(80))).contains("missing   80");
    }

    @Test
    void tellsOfLostEvents() {
        assertThat(messageOf(() -> assertThat(new FixtureEvents(MapType.PERF_EVENT_ARRAY, 1).lost(3))
                        .receives(2)))
                .startsWith("Perf buffer \"ports\"")
                .contains("lost      3 events, for which the buffer had no room");
        assertThat(messageOf(() -> assertThat(ring(1).full()).losesNone()))
                .contains("expected that none is lost")
                .contains("lost      perhaps some")
                .contains("max_entries");
    }

    @Test
    void showsSomeOfManyEvents() {
        Integer[] many = IntStream.range(0, 25).boxed().toArray(Integer[]::new);

        assertThat(messageOf(() -> assertThat(ring(many)).receivesNone()))
                .contains("received 25 events")
                .contains("19: 19")
                .contains("... 5 more")
                .doesNotContain("20: 20");
    }
}
