package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfLab;
import io.bpftest.error.HostCodeException;
import io.bpftest.error.LabException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabHost;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java code inside the hosts of a lab. */
@BpfLab
@MakesNamespaces
class HostCodeTest {

    private static final Path NAMESPACE = Path.of("/proc/thread-self/ns/net");

    @Test
    void eachHostIsANamespaceOfItsOwnThatKeepsItsThread(Lab lab) throws Exception {
        Path a = lab.host("a").call(() -> Files.readSymbolicLink(NAMESPACE));
        Path b = lab.host("b").call(() -> Files.readSymbolicLink(NAMESPACE));

        assertThat(a).isNotEqualTo(b).isEqualTo(lab.host("a").call(() -> Files.readSymbolicLink(NAMESPACE)));
        assertThat(Files.readSymbolicLink(NAMESPACE)).isNotIn(a, b);
        assertThat(lab.hosts()).extracting(LabHost::name).containsExactly("a", "b");
    }

    @Test
    void aThreadThatTheCodeStartsIsInTheHostToo(Lab lab) {
        LabHost host = lab.host("a");
        AtomicReference<Path> seen = new AtomicReference<>();
        host.run(() -> {
            Thread thread = new Thread(() -> {
                try {
                    seen.set(Files.readSymbolicLink(NAMESPACE));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            thread.join();
        });

        assertThat(seen).hasValue(host.call(() -> Files.readSymbolicLink(NAMESPACE)));
    }

    @Test
    void whatTheCodeThrowsIsThrownWithTheLineOfTheTest(Lab lab) {
        assertThatThrownBy(() -> lab.host("a").run(() -> assertThat(1).isEqualTo(2)))
                .isInstanceOf(AssertionError.class)
                .satisfies(thrown -> assertThat(thrown.getStackTrace())
                        .anyMatch(line -> line.getClassName().equals(HostCodeTest.class.getName())
                                && line.getMethodName().equals("whatTheCodeThrowsIsThrownWithTheLineOfTheTest")));
        assertThatThrownBy(() -> lab.host("a").run(() -> {
                    throw new IOException("no such thing");
                }))
                .isInstanceOf(HostCodeException.class)
                .hasMessageContaining("Code in host a failed")
                .hasMessageContaining("no such thing")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void codeThatHangsIsInterruptedAndToldWhereItWas(Lab lab) throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThatThrownBy(() -> lab.host("a").run(Duration.ofMillis(50), () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                }))
                .isInstanceOf(HostCodeException.class)
                .hasMessageContaining("Code in host a was given up")
                .hasMessageContaining("50 ms")
                .hasMessageContaining("CountDownLatch.await");
        interrupted.await();
    }

    @Test
    void aSocketStaysInItsHostWhenAnotherThreadUsesIt(Lab lab) throws Exception {
        try (DatagramChannel socket = lab.host("a").call(DatagramChannel::open)) {
            socket.bind(null);
            int port = socket.socket().getLocalPort();
            String shown = String.format(":%04X ", port);

            assertThat(lab.host("a").call(() -> udpSockets())).contains(shown);
            assertThat(lab.host("b").call(() -> udpSockets())).doesNotContain(shown);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../x", "sixteencharacter"})
    void aHostsNameIsChecked(String name, Lab lab) {
        assertThatThrownBy(() -> lab.host(name))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("\"" + name + "\"")
                .hasMessageContaining("1 to 15 letters");
    }

    @Test
    void aClosedLabIsRefused() {
        Lab lab = Bpf.lab();
        LabHost host = lab.host("a");
        lab.close();
        lab.close();

        assertThatThrownBy(() -> host.run(() -> {})).isInstanceOf(ObjectClosedException.class);
        assertThatThrownBy(() -> lab.host("b")).isInstanceOf(ObjectClosedException.class);
    }

    private static String udpSockets() throws IOException {
        return Files.readString(Path.of("/proc/thread-self/net/udp"))
                + Files.readString(Path.of("/proc/thread-self/net/udp6"));
    }
}
