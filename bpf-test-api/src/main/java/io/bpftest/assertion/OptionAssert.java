package io.bpftest.assertion;

import io.bpftest.lab.OptionResult;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Assertions on what {@code getsockopt()} gave. */
public class OptionAssert extends AbstractCallAssert<OptionAssert, OptionResult> {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    /** Makes assertions on a result; see {@link BpfAssertions#assertThat(OptionResult)}. */
    public OptionAssert(@Nullable OptionResult actual) {
        super(actual, OptionAssert.class);
    }

    /**
     * Checks a value of 32 bits in native byte order.
     *
     * <pre>{@code
     * assertThat(socket.option(SOL_SOCKET, SO_MARK)).gives(42); // passes: a program says so
     * assertThat(socket.option(SOL_SOCKET, SO_MARK)).gives(0);  // fails
     * }</pre>
     */
    public OptionAssert gives(int value) {
        isNotNull();
        return check(
                actual.succeeded() && actual.bytes().length == Integer.BYTES && actual.asInt() == value,
                "gave " + value);
    }

    /** Checks a value of any length. */
    public OptionAssert gives(byte[] value) {
        isNotNull();
        return check(actual.succeeded() && Arrays.equals(actual.bytes(), value), "gave " + HEX.formatHex(value));
    }
}
