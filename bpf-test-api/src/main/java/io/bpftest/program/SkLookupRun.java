package io.bpftest.program;

import java.time.Duration;
import java.util.OptionalLong;

/** What one test run of an sk_lookup program gave. */
public final class SkLookupRun extends Run {

    private final SkLookupProgram program;
    private final SkLookupOptions options;
    private final long cookie;
    private final int nanoseconds;

    /**
     * Records a run; engines call this.
     *
     * @param options what a socket was looked for
     * @param nanoseconds the time of the run, as the kernel measured it
     * @param cookie the cookie of the selected socket; 0 for none
     */
    public SkLookupRun(
            SkLookupProgram program, SkLookupOptions options, int returnValue, int nanoseconds, long cookie) {
        super(program, returnValue);
        this.nanoseconds = nanoseconds;
        this.program = program;
        this.options = options;
        this.cookie = cookie;
    }

    @Override
    public SkLookupProgram program() {
        return program;
    }

    /** What a socket was looked for. */
    public SkLookupOptions options() {
        return options;
    }

    /** What the program decided; {@link SkLookupVerdict#UNKNOWN} leaves the number in {@link #returnValue()}. */
    public SkLookupVerdict verdict() {
        return SkLookupVerdict.of(returnValue());
    }

    /**
     * The cookie of the socket that the program selected ({@code bpf_sk_assign} and {@code SK_PASS}), as the socket
     * option {@code SO_COOKIE} gives it: see {@link SkLookupProgram#cookieOf}. Empty where it selected none.
     */
    public OptionalLong selectedSocket() {
        return cookie == 0 ? OptionalLong.empty() : OptionalLong.of(cookie);
    }

    /** The kernel's own measure of the run; timer noise for a single run of a short program. */
    public Duration duration() {
        return Duration.ofNanos(nanoseconds);
    }

    @Override
    public String outcome() {
        return SkLookupVerdict.name(returnValue());
    }
}
