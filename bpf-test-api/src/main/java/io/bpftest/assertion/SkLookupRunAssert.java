package io.bpftest.assertion;

import io.bpftest.packet.PacketText;
import io.bpftest.program.SkLookupRun;
import io.bpftest.program.SkLookupVerdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.NetworkChannel;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Assertions on the run of an sk_lookup program. */
public class SkLookupRunAssert extends AbstractReturnAssert<SkLookupRunAssert, SkLookupRun> {

    /** Makes assertions on a run; see {@link BpfAssertions#assertThat(SkLookupRun)}. */
    public SkLookupRunAssert(@Nullable SkLookupRun actual) {
        super(actual, SkLookupRunAssert.class);
    }

    /**
     * Checks for {@code SK_PASS}: the selected socket gets the packet; the one of the regular lookup where none is
     * selected.
     *
     * <pre>{@code
     * assertThat(steer.run(tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80))).passes(); // passes
     * assertThat(steer.run(tcpLookup("203.0.113.7", 4000, "198.51.100.1", 23))).passes(); // fails
     * }</pre>
     */
    public SkLookupRunAssert passes() {
        return hasVerdict(SkLookupVerdict.PASS);
    }

    /**
     * Checks for {@code SK_DROP}.
     *
     * <pre>{@code
     * assertThat(steer.run(tcpLookup("203.0.113.7", 4000, "198.51.100.1", 23))).drops(); // passes
     * assertThat(steer.run(tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80))).drops(); // fails
     * }</pre>
     */
    public SkLookupRunAssert drops() {
        return hasVerdict(SkLookupVerdict.DROP);
    }

    /**
     * Checks the verdict.
     *
     * <pre>{@code
     * assertThat(steer.run(lookup)).hasVerdict(SkLookupVerdict.PASS); // passes
     * }</pre>
     */
    public SkLookupRunAssert hasVerdict(SkLookupVerdict verdict) {
        isNotNull();
        String name = verdict == SkLookupVerdict.UNKNOWN ? "a number that is no sk_action" : outcome(verdict.ordinal());
        return check(actual.verdict() == verdict, name);
    }

    /**
     * Checks that the program selected this socket.
     *
     * <pre>{@code
     * assertThat(steer.run(lookup)).selects(web);  // passes
     * assertThat(steer.run(lookup)).selects(mail); // fails
     * }</pre>
     *
     * @param socket a bound channel of this process, such as a {@code ServerSocketChannel}
     * @throws io.bpftest.error.RunOptionException if the channel is not bound, or closed
     */
    public SkLookupRunAssert selects(NetworkChannel socket) {
        isNotNull();
        long cookie = actual.program().cookieOf(socket);
        OptionalLong selected = actual.selectedSocket();
        if (selected.isEmpty() || selected.getAsLong() != cookie) {
            throw selectionFailed(
                    "the socket of " + address(socket) + " (cookie " + Long.toUnsignedString(cookie) + ")");
        }
        return this;
    }

    /**
     * Checks that the program selected a socket, whichever.
     *
     * <pre>{@code
     * assertThat(steer.run(lookup)).selectsASocket(); // passes
     * }</pre>
     */
    public SkLookupRunAssert selectsASocket() {
        isNotNull();
        if (actual.selectedSocket().isEmpty()) {
            throw selectionFailed("a socket");
        }
        return this;
    }

    /**
     * Checks that the program selected no socket.
     *
     * <pre>{@code
     * assertThat(steer.run(lookup)).selectsNoSocket(); // fails
     * }</pre>
     */
    public SkLookupRunAssert selectsNoSocket() {
        isNotNull();
        if (actual.selectedSocket().isPresent()) {
            throw selectionFailed("no socket");
        }
        return this;
    }

    @Override
    String outcome(int value) {
        return SkLookupVerdict.name(value);
    }

    @Override
    FailureText describe(FailureText text) {
        return describe(text, "socket", actual.selectedSocket().isPresent() ? selected() : "none selected");
    }

    private FailureText describe(FailureText text, String label, String selected) {
        text.line("lookup", actual.options().toString()).line(label, selected);
        return ProgramFailure.describe(text, actual);
    }

    private AssertionError selectionFailed(String expected) {
        String found = selected();
        String sentence = ProgramFailure.subject(actual) + " returned " + actual.outcome() + " and selected " + found
                + ", expected " + expected;
        return failed(describe(new FailureText(sentence), "", ""), found, expected);
    }

    private String selected() {
        OptionalLong cookie = actual.selectedSocket();
        return cookie.isPresent() ? "the socket with cookie " + Long.toUnsignedString(cookie.getAsLong()) : "no socket";
    }

    /** Its own words would name the JDK's class. */
    private static String address(NetworkChannel socket) {
        try {
            return socket.getLocalAddress() instanceof InetSocketAddress local
                    ? PacketText.address(local.getAddress()) + " port " + local.getPort()
                    : socket.toString();
        } catch (IOException e) {
            return socket.toString();
        }
    }
}
