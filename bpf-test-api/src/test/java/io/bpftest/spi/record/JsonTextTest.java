package io.bpftest.spi.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @Test
    void membersAndValuesAreSeparated() {
        JsonText json = new JsonText().object().member("a", "x").member("b", 2).array("c");
        json.number(-1).string("y").array().endArray().object().endObject();

        assertThat(json.endArray().object("d").endObject().endObject())
                .hasToString("{\"a\":\"x\",\"b\":2,\"c\":[-1,\"y\",[],{}],\"d\":{}}");
    }

    @Test
    void whatIsMissingIsLeftOut() {
        assertThat(new JsonText().object().member("a", null).bytes("b", null).endObject())
                .hasToString("{}");
    }

    @ParameterizedTest
    @ValueSource(chars = {'<', '>', '&', '\n', '\r', 0, 7, 27, 127, 0x85, 0x2028, 0x2029, 0xd800, 0xdc00})
    void whatCouldEndALineOrABlockIsEscaped(char c) {
        assertThat(new JsonText().string("a" + c + "b")).hasToString("\"a" + String.format("\\u%04x", (int) c) + "b\"");
    }

    @Test
    void quotesAndBackslashesAreEscaped() {
        assertThat(new JsonText().string("\"\\")).hasToString("\"\\\"\\\\\"");
    }

    @Test
    void lettersOfAllAlphabetsStayAsTheyAre() {
        assertThat(new JsonText().string("\u00e9\u4e00\ud83d\ude00")).hasToString("\"\u00e9\u4e00\ud83d\ude00\"");
    }
}
