package io.bpftest.assertion;

import io.bpftest.lab.Tracing;
import io.bpftest.map.EventStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what programs send through a ring buffer or perf buffer.
 *
 * <p>All look at every event since the object was loaded or since {@link EventStream#forget()}; none takes an event away
 * from the next. Where an event that should come has not, they wait for it in the kernel, up to a limit: a second, or
 * {@link #within}. Events are compared by content, arrays too.
 *
 * <p>A failure shows the events received, and whether some may have been lost.
 *
 * @param <E> the Java type of events
 */
public class EventStreamAssert<E> extends AbstractBpfAssert<EventStreamAssert<E>, EventStream<E>> {

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(1);

    private @Nullable Duration limit;
    private @Nullable Predicate<? super E> taken;
    private @Nullable Tracing tracing;

    /** Makes assertions on a stream of events; see {@link BpfAssertions#assertThat(EventStream)}. */
    @SuppressWarnings("unchecked")
    public EventStreamAssert(@Nullable EventStream<E> actual) {
        super(actual, (Class<EventStreamAssert<E>>) (Class<?>) EventStreamAssert.class);
    }

    /**
     * Sets how long the assertions that follow wait.
     *
     * <pre>{@code
     * assertThat(events).within(Duration.ofSeconds(10)).receives(443); // fails 10 s later if there is none
     * }</pre>
     */
    public EventStreamAssert<E> within(Duration limit) {
        this.limit = limit;
        return this;
    }

    /**
     * Lets the assertions that follow see only some events: on a busy machine those that the test has caused. A second
     * call narrows them down further.
     *
     * <pre>{@code
     * ExecResult own = tracing.execute(Path.of("/bin/true"));
     * assertThat(execs).where(exec -> exec.pid() == own.processId()).receivesExactly(1); // whatever else is executed
     * }</pre>
     */
    public EventStreamAssert<E> where(Predicate<? super E> wanted) {
        Predicate<? super E> before = taken;
        taken = before == null ? wanted : event -> before.test(event) && wanted.test(event);
        return this;
    }

    /**
     * Has failures of the assertions that follow tell what is attached.
     *
     * <pre>{@code
     * assertThat(execs).from(tracing).receivesExactly(1); // fails with the programs and where they are attached
     * }</pre>
     */
    public EventStreamAssert<E> from(Tracing attachedIn) {
        tracing = attachedIn;
        return this;
    }

    /**
     * Checks that this event has come, or comes in time.
     *
     * <pre>{@code
     * firewall.run(packetTo(443));
     * assertThat(events).receives(443); // passes if the program sends the port
     * assertThat(events).receives(80);  // fails
     * }</pre>
     */
    public EventStreamAssert<E> receives(E event) {
        Content expected = new Content(event);
        if (!comes(received -> new Content(received).equals(expected))) {
            throw failed(failure("none of them as expected").line("expected", expected.toString()));
        }
        return this;
    }

    /**
     * Checks that an event which the predicate accepts has come, or comes in time.
     *
     * <pre>{@code
     * assertThat(events).receives(port -> port > 1023); // passes if one of them is
     * }</pre>
     */
    public EventStreamAssert<E> receives(Predicate<? super E> predicate) {
        if (!comes(predicate)) {
            throw failed(failure("none of them accepted by the predicate"));
        }
        return this;
    }

    /**
     * Checks that an event has come, or comes in time, of which all assertions hold.
     *
     * <pre>{@code
     * assertThat(events).receivesSatisfying(port -> assertThat(port).isBetween(1, 1023)); // passes if one of them is
     * }</pre>
     */
    public EventStreamAssert<E> receivesSatisfying(Consumer<? super E> requirements) {
        AssertionError[] last = new AssertionError[1];
        boolean came = comes(event -> {
            try {
                requirements.accept(event);
                return true;
            } catch (AssertionError e) {
                last[0] = e;
                return false;
            }
        });
        if (!came) {
            FailureText text = failure("none of them as required");
            throw failed(last[0] == null ? text : text.line("last", String.valueOf(last[0].getMessage())));
        }
        return this;
    }

    /**
     * Checks that so many events come in time, and no more have come by then. What comes later is not waited for.
     *
     * <pre>{@code
     * assertThat(events).receivesExactly(2); // passes after two runs that send one event each
     * }</pre>
     */
    public EventStreamAssert<E> receivesExactly(int events) {
        isNotNull();
        Deadline deadline = deadline();
        int received = received().size();
        while (received < events && deadline.await(actual)) {
            received = received().size();
        }
        if (received != events) {
            throw failed(failure("expected " + EventFailure.count(events)), received + "", events + "");
        }
        return this;
    }

    /**
     * Checks that no event has come. With {@link #within} it also waits so long for one to come.
     *
     * <pre>{@code
     * firewall.run(allowedPacket);
     * assertThat(events).receivesNone(); // passes if the program sends nothing for it
     * }</pre>
     */
    public EventStreamAssert<E> receivesNone() {
        isNotNull();
        Deadline deadline = deadline();
        boolean any = !received().isEmpty();
        while (!any && limit != null && deadline.await(actual)) {
            any = !received().isEmpty();
        }
        if (any) {
            throw failed(failure("expected none"));
        }
        return this;
    }

    /**
     * Checks that these events come in time, in this order; others may come before, between and behind them.
     *
     * <pre>{@code
     * assertThat(events).receivesInOrder(80, 443); // passes for 80, 53, 443; fails for 443, 80
     * }</pre>
     */
    @SafeVarargs
    public final EventStreamAssert<E> receivesInOrder(E... events) {
        isNotNull();
        Deadline deadline = deadline();
        int seen = 0;
        int found = 0;
        do {
            List<E> received = received();
            for (; seen < received.size() && found < events.length; seen++) {
                found += new Content(received.get(seen)).equals(new Content(events[found])) ? 1 : 0;
            }
        } while (found < events.length && deadline.await(actual));
        if (found < events.length) {
            String next = new Content(events[found]).toString();
            throw failed(failure("not in the expected order")
                    .line("expected", new Content(List.of(events)).toString())
                    .line("missing", found == 0 ? next : next + " behind " + new Content(events[found - 1])));
        }
        return this;
    }

    /**
     * Checks that no event was lost, as far as can be told: see {@link EventStream#mayHaveLost()}.
     *
     * <pre>{@code
     * assertThat(events).losesNone(); // fails where the buffer was too small for what came between two looks
     * }</pre>
     */
    public EventStreamAssert<E> losesNone() {
        isNotNull();
        if (actual.mayHaveLost()) {
            throw failed(failure("expected that none is lost"));
        }
        return this;
    }

    private boolean comes(Predicate<? super E> expected) {
        isNotNull();
        Deadline deadline = deadline();
        int seen = 0;
        do {
            List<E> received = received();
            for (; seen < received.size(); seen++) {
                if (expected.test(received.get(seen))) {
                    return true;
                }
            }
        } while (deadline.await(actual));
        return false;
    }

    private String those() {
        return "where() takes " + received().size() + " of these, ";
    }

    /** The events that count. */
    private List<E> received() {
        List<E> all = actual.received();
        Predicate<? super E> wanted = taken;
        return wanted == null ? all : all.stream().filter(wanted).toList();
    }

    private Deadline deadline() {
        return new Deadline(System.nanoTime() + waits().toNanos());
    }

    private Duration waits() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    private FailureText failure(String problem) {
        FailureText text = EventFailure.text(actual, taken == null ? problem : those() + problem, waits());
        return tracing == null ? text : CallFailure.attached(text, tracing.attachments());
    }

    /** When waiting ends, for waits one after the other. */
    private record Deadline(long end) {
        boolean await(EventStream<?> events) {
            return events.await(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }
}
