package io.bpftest.assertion;

import io.bpftest.program.NetfilterRun;
import io.bpftest.program.NetfilterVerdict;
import org.jspecify.annotations.Nullable;

/** Assertions on the run of a netfilter program. */
public class NetfilterRunAssert extends AbstractReturnAssert<NetfilterRunAssert, NetfilterRun> {

    /** Makes assertions on a run; see {@link BpfAssertions#assertThat(NetfilterRun)}. */
    public NetfilterRunAssert(@Nullable NetfilterRun actual) {
        super(actual, NetfilterRunAssert.class);
    }

    /**
     * Checks for {@code NF_ACCEPT}: the packet goes on.
     *
     * <pre>{@code
     * assertThat(guard.run(dns)).accepts();    // passes
     * assertThat(guard.run(telnet)).accepts(); // fails
     * }</pre>
     */
    public NetfilterRunAssert accepts() {
        return hasVerdict(NetfilterVerdict.ACCEPT);
    }

    /**
     * Checks for {@code NF_DROP}: the packet is dropped.
     *
     * <pre>{@code
     * assertThat(guard.run(telnet)).drops(); // passes
     * assertThat(guard.run(dns)).drops();    // fails
     * }</pre>
     */
    public NetfilterRunAssert drops() {
        return hasVerdict(NetfilterVerdict.DROP);
    }

    /**
     * Checks the verdict.
     *
     * <pre>{@code
     * assertThat(guard.run(telnet)).hasVerdict(NetfilterVerdict.DROP); // passes
     * }</pre>
     */
    public NetfilterRunAssert hasVerdict(NetfilterVerdict verdict) {
        isNotNull();
        String name = verdict == NetfilterVerdict.UNKNOWN ? "a number that is no verdict" : outcome(verdict.ordinal());
        return check(actual.verdict() == verdict, name);
    }

    @Override
    String outcome(int value) {
        return NetfilterVerdict.name(value);
    }

    @Override
    FailureText describe(FailureText text) {
        return RunFailure.describe(text, actual);
    }
}
