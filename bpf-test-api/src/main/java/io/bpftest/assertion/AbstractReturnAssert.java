package io.bpftest.assertion;

import io.bpftest.program.Run;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the run of any program.
 *
 * <p>A failure tells what went in, what the program's maps hold, where the program comes from and where it ran.
 *
 * @param <S> the assert class itself
 * @param <R> the run
 */
public abstract class AbstractReturnAssert<S extends AbstractReturnAssert<S, R>, R extends Run>
        extends AbstractBpfAssert<S, R> {

    /** Takes the run and the class of the assertions on it. */
    protected AbstractReturnAssert(@Nullable R actual, Class<S> type) {
        super(actual, type);
    }

    /**
     * Checks the return value, as 32 bits.
     *
     * <pre>{@code
     * XdpRun run = firewall.run(packet); // returns XDP_DROP
     * assertThat(run).returns(1);        // passes
     * assertThat(run).returns(2);        // fails
     * }</pre>
     */
    public S returns(int value) {
        isNotNull();
        return check(actual.returnValue() == value, outcome(value));
    }

    /**
     * Checks that the program printed this line, among others perhaps, with {@code bpf_printk} during this run.
     *
     * <pre>{@code
     * assertThat(firewall.run(dns)).printed("no rule for port 53"); // passes
     * assertThat(firewall.run(dns)).printed("no rule");             // fails: not the whole line
     * }</pre>
     *
     * @param line the whole line, without a newline at its end; for a part of it see {@link Run#printk()}
     * @throws io.bpftest.error.PrivilegeException if this process may not capture it
     * @throws io.bpftest.error.FeatureMissingException if this kernel does not tell it
     */
    public S printed(String line) {
        isNotNull();
        if (!actual.printk().contains(line)) {
            throw failed(describe(RunFailure.printed(actual, PrintedText.quoted(line))), lines(), line);
        }
        return myself;
    }

    /**
     * Checks that the program printed nothing during this run; errors as {@link #printed(String)}.
     *
     * <pre>{@code
     * assertThat(firewall.run(allowed)).printedNothing(); // passes
     * assertThat(firewall.run(dns)).printedNothing();     // fails
     * }</pre>
     */
    public S printedNothing() {
        isNotNull();
        if (!actual.printk().isEmpty()) {
            throw failed(describe(RunFailure.printed(actual, "nothing")), lines(), "");
        }
        return myself;
    }

    private String lines() {
        return String.join(System.lineSeparator(), actual.printk());
    }

    /** Names a return value as {@link Run#outcome()} does. */
    abstract String outcome(int value);

    /** Adds what there is to say about the run, beginning with what went in. */
    abstract FailureText describe(FailureText text);

    /** Fails unless the outcome is right, with both outcomes. */
    final S check(boolean right, String expected) {
        isNotNull();
        if (!right) {
            throw failed(describe(RunFailure.outcome(actual, expected)), actual.outcome(), expected);
        }
        return myself;
    }

    /** Fails unless a part of the result is as expected, by their texts. */
    final S checkLeft(String part, String found, String expected) {
        if (!found.equals(expected)) {
            throw failed(describe(RunFailure.context(actual, part, found, expected)), found, expected);
        }
        return myself;
    }
}
