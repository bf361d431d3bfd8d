package io.bpftest.assertion;

import io.bpftest.program.TracingRun;
import org.jspecify.annotations.Nullable;

/** Assertions on what the kernel's test functions gave with a tracing program attached. */
public class TracingRunAssert extends AbstractReturnAssert<TracingRunAssert, TracingRun> {

    /** Makes assertions on a run; see {@link BpfAssertions#assertThat(TracingRun)}. */
    public TracingRunAssert(@Nullable TracingRun actual) {
        super(actual, TracingRunAssert.class);
    }

    /**
     * Checks what the kernel's test functions returned in total, 16 bits.
     *
     * <pre>{@code
     * TracingRun run = override.run(); // an fmod_ret program that returns 7 for bpf_modify_return_test
     * assertThat(run).hasResult(36);   // passes: 7, and 29 of bpf_modify_return_test2, which newer kernels call too
     * assertThat(run).hasResult(33);   // fails: that is what both return on their own
     * }</pre>
     */
    public TracingRunAssert hasResult(int expected) {
        isNotNull();
        return check(actual.result() == expected, "a result of " + expected);
    }

    /**
     * Checks how many of the kernel's test functions did their work.
     *
     * <pre>{@code
     * assertThat(observe.run()).hasSideEffects(2);  // passes: the program returns 0, so both functions did theirs
     * assertThat(override.run()).hasSideEffects(2); // fails: the program takes the place of one
     * }</pre>
     */
    public TracingRunAssert hasSideEffects(int expected) {
        isNotNull();
        return check(actual.sideEffects() == expected, expected + (expected == 1 ? " side effect" : " side effects"));
    }

    @Override
    String outcome(int value) {
        return new TracingRun(actual.program(), value).outcome();
    }

    @Override
    FailureText describe(FailureText text) {
        String section = actual.program().info().section();
        String function = section.substring(section.indexOf('/') + 1);
        // An fmod_ret program takes the place of its function; what the others return goes nowhere.
        String ignored = section.startsWith("fmod_ret") ? "" : " and that ignores what the program returns";
        text.line("ran", "attached to " + function + ", a function that the kernel calls in a test run" + ignored);
        return ProgramFailure.describe(text, actual);
    }
}
