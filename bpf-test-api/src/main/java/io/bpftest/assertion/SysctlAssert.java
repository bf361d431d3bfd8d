package io.bpftest.assertion;

import io.bpftest.lab.SysctlResult;
import org.jspecify.annotations.Nullable;

/** Assertions on what reading a file under {@code /proc/sys} gave. */
public class SysctlAssert extends AbstractCallAssert<SysctlAssert, SysctlResult> {

    /** Makes assertions on a result; see {@link BpfAssertions#assertThat(SysctlResult)}. */
    public SysctlAssert(@Nullable SysctlResult actual) {
        super(actual, SysctlAssert.class);
    }

    /**
     * Checks what was read, without the newline at its end.
     *
     * <pre>{@code
     * assertThat(group.readSysctl("net/ipv4/ip_forward")).gives("1"); // passes
     * assertThat(group.readSysctl("net/ipv4/ip_forward")).gives("0"); // fails
     * }</pre>
     */
    public SysctlAssert gives(String value) {
        isNotNull();
        return check(actual.succeeded() && actual.value().equals(value), "gave \"" + value + "\"");
    }
}
