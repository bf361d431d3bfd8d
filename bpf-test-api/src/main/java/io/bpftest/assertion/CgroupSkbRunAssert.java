package io.bpftest.assertion;

import io.bpftest.program.CgroupSkbRun;
import io.bpftest.program.CgroupSkbVerdict;
import org.jspecify.annotations.Nullable;

/** Assertions on the run of a cgroup skb program. */
public class CgroupSkbRunAssert extends AbstractSkbRunAssert<CgroupSkbRunAssert, CgroupSkbRun> {

    /** Makes assertions on a run; see {@link BpfAssertions#assertThat(CgroupSkbRun)}. */
    public CgroupSkbRunAssert(@Nullable CgroupSkbRun actual) {
        super(actual, CgroupSkbRunAssert.class);
    }

    /**
     * Checks that the packet goes on (return value 1).
     *
     * <pre>{@code
     * assertThat(egress.run(dns)).allows();  // passes
     * assertThat(egress.run(smtp)).allows(); // fails
     * }</pre>
     */
    public CgroupSkbRunAssert allows() {
        return hasVerdict(CgroupSkbVerdict.ALLOW);
    }

    /**
     * Checks that the packet is dropped (return value 0).
     *
     * <pre>{@code
     * assertThat(egress.run(smtp)).denies(); // passes
     * assertThat(egress.run(dns)).denies();  // fails
     * }</pre>
     */
    public CgroupSkbRunAssert denies() {
        return hasVerdict(CgroupSkbVerdict.DENY);
    }

    /**
     * Checks the verdict.
     *
     * <pre>{@code
     * assertThat(limiter.run(bulk)).hasVerdict(CgroupSkbVerdict.ALLOW_AND_NOTIFY); // passes
     * }</pre>
     */
    public CgroupSkbRunAssert hasVerdict(CgroupSkbVerdict verdict) {
        isNotNull();
        return check(actual.verdict() == verdict, CgroupSkbVerdict.name(verdict.ordinal()));
    }

    @Override
    String outcome(int value) {
        return CgroupSkbVerdict.name(value);
    }
}
