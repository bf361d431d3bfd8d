package io.bpftest.engine.fork;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages on their way. */
class WireTest {

    private static final Node NODE = new Node(
            "[id]", "[parent]", "name ü€😀", "legacy()", "TEST", List.of("a", "b"), "a.Class", "method", "int, long");

    private static final Thrown INNER =
            new Thrown("Inner", true, null, List.of(), null, List.of(), "one", "other", new byte[0]);

    private static final Thrown OUTER = new Thrown(
            "Outer",
            false,
            "message",
            List.of(
                    new StackTraceElement("a.Class", "method", "Class.java", 7),
                    new StackTraceElement("a.Class", "method", null, -2)),
            INNER,
            List.of(INNER, INNER),
            null,
            null,
            new byte[0]);

    static Stream<Message> messages() {
        return Stream.of(
                new Message.Run(List.of("a", "b"), Map.of("key", "value", "other", ""), List.of("/written")),
                new Message.Quit(),
                new Message.Ready(17, "6.18.5", Long.MAX_VALUE),
                new Message.Registered(-1, NODE),
                new Message.Registered(1, new Node("[id]", "", "", "", "CONTAINER", List.of(), null, null, "")),
                new Message.Started(1, "[id]"),
                new Message.Finished(1, "[id]", "SUCCESSFUL", null),
                new Message.Skipped(1, "[id]", "reason"),
                new Message.Reported(1, "[id]", Map.of("key", "value")),
                new Message.Published(1, "[id]", "/a/file", "text/plain"),
                new Message.Published(1, "[id]", "/a/folder", null),
                new Message.Printed(1, true, "x".repeat(100_000)),
                new Message.Alive(),
                new Message.Exiting("at here"),
                new Message.Done(null));
    }

    private static byte[] written(Message... messages) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WireWriter writer = new WireWriter(bytes);
        for (Message message : messages) {
            writer.write(message);
        }
        return bytes.toByteArray();
    }

    private static WireReader reader(byte[] bytes) {
        return new WireReader(new ByteArrayInputStream(bytes));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageArrivesAsItWasSent(Message message) throws IOException {
        WireReader reader = reader(written(message, new Message.Alive()));

        assertThat(reader.read()).isEqualTo(message);
        assertThat(reader.read()).isEqualTo(new Message.Alive());
        assertThat(reader.read()).isNull();
    }

    @Test
    void throwablesAndFilesArriveAsTheyWereSent() throws IOException {
        Message.Finished finished = new Message.Finished(1, "[id]", "FAILED", OUTER);
        Message.Written file = new Message.Written("/a/file", new byte[] {1, 2, 3});
        WireReader reader = reader(written(finished, file));

        assertThat(reader.read()).usingRecursiveComparison().isEqualTo(finished);
        assertThat(reader.read()).usingRecursiveComparison().isEqualTo(file);
    }

    @Test
    void aMessageThatIsCutShortIsNoMessage() throws IOException {
        byte[] whole = written(new Message.Finished(1, "[id]", "FAILED", OUTER));
        for (int length = 1; length < whole.length; length++) {
            WireReader reader = reader(Arrays.copyOf(whole, length));

            assertThatThrownBy(reader::read).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void whatIsNoMessageIsNotTakenForOne() {
        assertThatThrownBy(() -> reader("java: not found".getBytes(UTF_8)).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the byte 106");
        assertThatThrownBy(() -> reader(new byte[] {(byte) Kind.EXITING.ordinal(), 127, 0, 0, 0})
                        .read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the length");
    }
}
