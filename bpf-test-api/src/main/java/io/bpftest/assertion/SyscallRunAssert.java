package io.bpftest.assertion;

import io.bpftest.program.SyscallRun;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Assertions on the run of a syscall program. */
public class SyscallRunAssert extends AbstractReturnAssert<SyscallRunAssert, SyscallRun> {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    /** Makes assertions on a run; see {@link BpfAssertions#assertThat(SyscallRun)}. */
    public SyscallRunAssert(@Nullable SyscallRun actual) {
        super(actual, SyscallRunAssert.class);
    }

    /**
     * Checks the bytes of the context as the program left them, all of them. A failure shows the lines that differ, 16
     * bytes each.
     *
     * <pre>{@code
     * SyscallRun run = increment.run(new byte[] {1, 0, 0, 0});  // the program adds 1 to an int
     * assertThat(run).hasContext(new byte[] {2, 0, 0, 0});      // passes on a little-endian machine
     * assertThat(run).hasContext(new byte[] {1, 0, 0, 0});      // fails
     * }</pre>
     *
     * @see SyscallRun#contextBuffer() for single members
     */
    public SyscallRunAssert hasContext(byte[] expected) {
        isNotNull();
        return context(expected, "left another context than expected");
    }

    /**
     * Checks that the program left its context as it was.
     *
     * <pre>{@code
     * assertThat(check.run(request)).hasUnchangedContext();     // passes
     * assertThat(increment.run(request)).hasUnchangedContext(); // fails
     * }</pre>
     */
    public SyscallRunAssert hasUnchangedContext() {
        isNotNull();
        return context(actual.input(), "changed its context, expected it unchanged");
    }

    private SyscallRunAssert context(byte[] expected, String problem) {
        byte[] found = actual.context();
        if (!Arrays.equals(expected, found)) {
            throw failed(
                    PacketlessFailure.context(actual, problem, expected),
                    HEX.formatHex(found),
                    HEX.formatHex(expected));
        }
        return myself;
    }

    @Override
    String outcome(int value) {
        return Integer.toString(value);
    }

    @Override
    FailureText describe(FailureText text) {
        return PacketlessFailure.describe(text, actual);
    }
}
