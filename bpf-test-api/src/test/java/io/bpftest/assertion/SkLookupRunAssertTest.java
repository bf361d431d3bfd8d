package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.program.SkLookupOptions.tcpLookup;

import io.bpftest.map.MapState;
import io.bpftest.program.Benchmark;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.SkLookupOptions;
import io.bpftest.program.SkLookupProgram;
import io.bpftest.program.SkLookupRun;
import io.bpftest.program.SkLookupVerdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkLookupRunAssertTest extends ReportingTest {

    private static final SkLookupOptions WEB = tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80);

    /** Says that each socket's cookie is 8. */
    private record Steer(FixtureProgram fixture) implements SkLookupProgram {

        @Override
        public ProgramInfo info() {
            return fixture.info();
        }

        @Override
        public List<MapState> maps(int limit) {
            return fixture.maps(limit);
        }

        @Override
        public SkLookupRun run(SkLookupOptions lookup) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int run(SkLookupOptions lookup, ByteBuffer context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Benchmark benchmark(SkLookupOptions lookup) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long cookieOf(NetworkChannel socket) {
            return 8;
        }
    }

    private static SkLookupRun run(int returnValue, long cookie) {
        return new SkLookupRun(new Steer(FixtureProgram.skLookup()), WEB, returnValue, 30, cookie);
    }

    @Test
    void passesWhereVerdictAndSocketAreRight() throws IOException {
        assertThat(run(0, 0)).drops().returns(0).selectsNoSocket();
        assertThat(run(1, 0)).passes().hasVerdict(SkLookupVerdict.PASS).selectsNoSocket();
        try (DatagramChannel socket = DatagramChannel.open()) {
            assertThat(run(1, 8)).passes().selectsASocket().selects(socket);
        }
    }

    @Test
    void tellsWhatASocketWasLookedFor() {
        assertThat(messageOf(() -> assertThat(run(1, 0)).drops())).isEqualTo("""
                SK_LOOKUP program "steer" returned SK_PASS, expected SK_DROP
                  lookup  tcp 203.0.113.7:4000 > 198.51.100.1:80
                  socket  none selected
                  maps    blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                  source  steer.bpf.c, section sk_lookup, kernel 6.18 (local)""");
    }

    @Test
    void tellsWhichSocketWasSelected() throws IOException {
        try (DatagramChannel socket = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
            int port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
            assertThat(sentenceOf(run(1, 9), socket))
                    .isEqualTo("SK_LOOKUP program \"steer\" returned SK_PASS and selected the socket with cookie 9,"
                            + " expected the socket of 127.0.0.1 port " + port + " (cookie 8)");
            assertThat(sentenceOf(run(0, 0), socket))
                    .startsWith(
                            "SK_LOOKUP program \"steer\" returned SK_DROP and selected no socket, expected the socket of");
        }
        assertThat(messageOf(() -> assertThat(run(1, -1)).selectsNoSocket()))
                .contains("selected the socket with cookie 18446744073709551615, expected no socket\n");
        assertThat(messageOf(() -> assertThat(run(1, 0)).selectsASocket()))
                .contains("selected no socket, expected a socket\n");
    }

    private String sentenceOf(SkLookupRun run, NetworkChannel socket) {
        return messageOf(() -> assertThat(run).selects(socket))
                .lines()
                .findFirst()
                .orElseThrow();
    }
}
