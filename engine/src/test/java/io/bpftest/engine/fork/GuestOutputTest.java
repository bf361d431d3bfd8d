package io.bpftest.engine.fork;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed is sent in pieces of whole characters. */
class GuestOutputTest {

    @ParameterizedTest
    @ValueSource(strings = {"plain", "ü", "€", "😀", "a ü b € c 😀"})
    void charactersAreWholeHoweverTheirBytesCome(String text) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        PrintStream out = new GuestOutput(new WireWriter(sent)).standard();
        for (byte one : text.getBytes(UTF_8)) {
            out.write(one);
            out.flush();
        }

        WireReader reader = new WireReader(new ByteArrayInputStream(sent.toByteArray()));
        StringBuilder heard = new StringBuilder();
        for (Message message = reader.read(); message != null; message = reader.read()) {
            heard.append(((Message.Printed) message).text());
        }
        assertThat(heard).hasToString(text);
    }
}
