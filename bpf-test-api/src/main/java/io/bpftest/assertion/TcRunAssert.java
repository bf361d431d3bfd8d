package io.bpftest.assertion;

import io.bpftest.program.TcRun;
import io.bpftest.program.TcVerdict;
import org.jspecify.annotations.Nullable;

/** Assertions on the run of a TC classifier or action; failures use the {@code TC_ACT_*} names also for TCX. */
public class TcRunAssert extends AbstractSkbRunAssert<TcRunAssert, TcRun> {

    /** Makes assertions on a run; see {@link BpfAssertions#assertThat(TcRun)}. */
    public TcRunAssert(@Nullable TcRun actual) {
        super(actual, TcRunAssert.class);
    }

    /**
     * Checks for {@code TC_ACT_SHOT} ({@code TCX_DROP}): the packet is dropped.
     *
     * <pre>{@code
     * assertThat(egress.run(telnet)).drops(); // passes
     * assertThat(egress.run(dns)).drops(); // fails
     * }</pre>
     */
    public TcRunAssert drops() {
        return hasVerdict(TcVerdict.SHOT);
    }

    /**
     * Checks for {@code TC_ACT_OK} ({@code TCX_PASS}): the packet goes on its way, no further filter runs.
     *
     * <pre>{@code
     * assertThat(egress.run(dns)).passes(); // passes
     * assertThat(egress.run(telnet)).passes(); // fails
     * }</pre>
     */
    public TcRunAssert passes() {
        return hasVerdict(TcVerdict.OK);
    }

    /**
     * Checks for {@code TC_ACT_REDIRECT} ({@code TCX_REDIRECT}): the packet goes to another interface.
     *
     * <pre>{@code
     * assertThat(ingress.run(toService)).redirects(); // passes
     * assertThat(ingress.run(toHost)).redirects(); // fails
     * }</pre>
     */
    public TcRunAssert redirects() {
        return hasVerdict(TcVerdict.REDIRECT);
    }

    /**
     * Checks for {@code TC_ACT_UNSPEC} ({@code TCX_NEXT}): the next filter decides.
     *
     * <pre>{@code
     * assertThat(egress.run(unclassified)).continues(); // passes
     * assertThat(egress.run(dns)).continues(); // fails
     * }</pre>
     */
    public TcRunAssert continues() {
        return hasVerdict(TcVerdict.UNSPEC);
    }

    /**
     * Checks for {@code TC_ACT_PIPE}: the next action runs.
     *
     * <pre>{@code
     * assertThat(action.run(marked)).pipes(); // passes
     * assertThat(action.run(dropped)).pipes(); // fails
     * }</pre>
     */
    public TcRunAssert pipes() {
        return hasVerdict(TcVerdict.PIPE);
    }

    /**
     * Checks for {@code TC_ACT_STOLEN}: the packet is consumed without being counted as a drop.
     *
     * <pre>{@code
     * assertThat(mirror.run(copied)).steals(); // passes
     * assertThat(mirror.run(original)).steals(); // fails
     * }</pre>
     */
    public TcRunAssert steals() {
        return hasVerdict(TcVerdict.STOLEN);
    }

    /**
     * Checks the verdict. {@link TcVerdict#UNKNOWN} stands for any number that is no {@code TC_ACT_*}; for a certain
     * one, such as a class id, use {@link #returns(int)}.
     *
     * <pre>{@code
     * assertThat(egress.run(telnet)).hasVerdict(TcVerdict.SHOT); // passes
     * assertThat(egress.run(telnet)).hasVerdict(TcVerdict.OK);   // fails
     * }</pre>
     */
    public TcRunAssert hasVerdict(TcVerdict expected) {
        isNotNull();
        String name = expected == TcVerdict.UNKNOWN ? "a number that is no TC_ACT_*" : outcome(expected.number());
        return check(actual.verdict() == expected, name);
    }

    @Override
    String outcome(int value) {
        return TcVerdict.name(value);
    }
}
