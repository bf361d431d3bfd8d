package io.bpftest.engine.fork;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bpftest.engine.Quietly;
import io.bpftest.error.EnvironmentException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests that do not do what they should. */
class GuestSessionTest {

    @TempDir
    Path folder;

    /** A guest that says what the test has it say. */
    private record Fake(InputStream events, OutputStream commands) implements Guest {

        Fake(InputStream events) {
            this(events, new ByteArrayOutputStream());
        }

        @Override
        public String lastOutput() {
            return "last output";
        }

        @Override
        public String ending(Duration limit) {
            return "ended somehow";
        }

        @Override
        public void close() {}
    }

    private GuestLaunch launch(Path workingFolder) {
        return new GuestLaunch(
                List.of(),
                Map.of(),
                workingFolder,
                List.of(),
                List.of(),
                new GuestLimits(Duration.ofMillis(200), Duration.ofMillis(200)));
    }

    private void run(Guest guest) throws GuestLostException {
        try (GuestSession session = new GuestSession(guest, launch(folder))) {
            session.run(List.of(), Map.of());
            while (!(session.next() instanceof Message.Done)) {
                continue;
            }
        }
    }

    @Test
    void aSilentGuestIsGivenUpAfterTheTimeToStart() throws IOException {
        try (PipedOutputStream silent = new PipedOutputStream()) {
            Guest guest = new Fake(new PipedInputStream(silent));

            assertThatThrownBy(() -> run(guest)).isInstanceOfSatisfying(GuestLostException.class, lost -> {
                assertThat(lost.how()).contains("did not answer within").contains("bpftest.guest.start");
                assertThat(lost.lastOutput()).isEqualTo("last output");
            });
        }
    }

    @Test
    void aGuestThatFallsSilentIsGivenUp() throws IOException {
        try (PipedOutputStream silent = new PipedOutputStream()) {
            Guest guest = new Fake(new PipedInputStream(silent));
            new WireWriter(silent).write(new Message.Ready(17, "6.1", 1));

            assertThatThrownBy(() -> run(guest)).hasMessageContaining("bpftest.guest.silence");
        }
    }

    @Test
    void aGuestThatSaysSomethingElseIsLost() {
        assertThatThrownBy(() -> run(new Fake(new ByteArrayInputStream("sh: java: not found".getBytes(UTF_8)))))
                .hasMessageContaining("sent what is no message");
        assertThatThrownBy(() -> run(new Fake(InputStream.nullInputStream()))).hasMessageContaining("ended somehow");
    }

    @Test
    void aGuestThatDoesNotListenIsLost() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertThatThrownBy(() -> run(new Fake(InputStream.nullInputStream(), closed)))
                .hasMessageContaining("ended somehow");
    }

    @Test
    void aProcessThatCannotBeStartedSaysWhy() {
        assertThatThrownBy(() -> new ProcessPlace().start(launch(folder.resolve("missing"))))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("No such file or directory");
    }

    @Test
    void aProcessWithoutOurClassesSaysWhatItsJvmPrinted() {
        GuestLaunch launch = new GuestLaunch(
                List.of(folder),
                Map.of(),
                folder,
                List.of(),
                List.of(),
                new GuestLimits(Duration.ofMinutes(1), Duration.ofMinutes(1)));
        try (GuestSession session = new GuestSession(new ProcessPlace().start(launch), launch)) {
            Throwable thrown = Quietly.on(() -> catchThrowable(() -> session.run(List.of(), Map.of())));
            assertThat(thrown).isInstanceOfSatisfying(GuestLostException.class, lost -> {
                assertThat(lost.how()).isEqualTo("ended with exit code 1");
                assertThat(lost.lastOutput()).contains("GuestMain");
            });
        }
    }
}
