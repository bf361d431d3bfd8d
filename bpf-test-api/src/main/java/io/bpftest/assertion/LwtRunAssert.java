package io.bpftest.assertion;

import io.bpftest.program.LwtRun;
import io.bpftest.program.LwtVerdict;
import org.jspecify.annotations.Nullable;

/** Assertions on the run of a lightweight tunnel program. */
public class LwtRunAssert extends AbstractSkbRunAssert<LwtRunAssert, LwtRun> {

    /** Makes assertions on a run; see {@link BpfAssertions#assertThat(LwtRun)}. */
    public LwtRunAssert(@Nullable LwtRun actual) {
        super(actual, LwtRunAssert.class);
    }

    /**
     * Checks for {@code BPF_OK}: the packet goes on along the route.
     *
     * <pre>{@code
     * assertThat(route.run(packet)).passes(); // passes
     * }</pre>
     */
    public LwtRunAssert passes() {
        return hasVerdict(LwtVerdict.OK);
    }

    /**
     * Checks for {@code BPF_DROP}.
     *
     * <pre>{@code
     * assertThat(route.run(martian)).drops(); // passes
     * }</pre>
     */
    public LwtRunAssert drops() {
        return hasVerdict(LwtVerdict.DROP);
    }

    /**
     * Checks for {@code BPF_REDIRECT}: the packet goes to another interface.
     *
     * <pre>{@code
     * assertThat(route.run(toTunnel)).redirects(); // passes
     * }</pre>
     */
    public LwtRunAssert redirects() {
        return hasVerdict(LwtVerdict.REDIRECT);
    }

    /**
     * Checks for {@code BPF_LWT_REROUTE}: the packet is routed again.
     *
     * <pre>{@code
     * assertThat(route.run(encapsulated)).reroutes(); // passes
     * }</pre>
     */
    public LwtRunAssert reroutes() {
        return hasVerdict(LwtVerdict.REROUTE);
    }

    /**
     * Checks the verdict.
     *
     * <pre>{@code
     * assertThat(route.run(packet)).hasVerdict(LwtVerdict.OK); // passes
     * }</pre>
     */
    public LwtRunAssert hasVerdict(LwtVerdict verdict) {
        isNotNull();
        return check(actual.verdict() == verdict, LwtVerdict.name(verdict.number()));
    }

    @Override
    String outcome(int value) {
        return LwtVerdict.name(value);
    }
}
