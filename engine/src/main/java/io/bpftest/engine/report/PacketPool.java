package io.bpftest.engine.report;

import io.bpftest.packet.HeaderText;
import io.bpftest.packet.PacketText;
import io.bpftest.spi.record.JsonText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Dissected packets of a page's data, each once: the data names them by number. */
final class PacketPool {

    /** Stands for packets that the page has no room for. */
    static final int LEFT_OUT = -1;

    private static final int LONGEST_VALUE = 200;

    /** About what a number, a bracket and a comma take. */
    private static final int CHARACTERS_A_FIELD = 12;

    private final StringPool strings;
    private final long room;
    private final Map<ByteBuffer, Integer> numbers = new HashMap<>();
    private final List<Entry> packets = new ArrayList<>();
    private long size;
    private int leftOut;

    private record Header(int name, int length, List<Integer> fields) {}

    private record Entry(int summary, List<Header> headers) {}

    /** Will hold packets of so many characters. */
    PacketPool(StringPool strings, long room) {
        this.strings = strings;
        this.room = room;
    }

    int add(byte[] packet) {
        Integer known = numbers.get(ByteBuffer.wrap(packet));
        if (known != null) {
            return known;
        } else if (size + strings.size() >= room) {
            leftOut++;
            return LEFT_OUT;
        }
        numbers.put(ByteBuffer.wrap(packet), packets.size());
        packets.add(entry(packet));
        return packets.size() - 1;
    }

    /** How often a packet was asked to be added that there was no room for. */
    int leftOut() {
        return leftOut;
    }

    private Entry entry(byte[] packet) {
        List<Header> headers = new ArrayList<>();
        for (HeaderText header : PacketText.headers(packet)) {
            List<Integer> fields = new ArrayList<>();
            header.fields().forEach((name, value) -> {
                fields.add(strings.add(name));
                fields.add(strings.add(Html.cut(value, LONGEST_VALUE)));
                size += CHARACTERS_A_FIELD;
            });
            size += 2 * CHARACTERS_A_FIELD;
            headers.add(new Header(strings.add(header.name()), header.length(), fields));
        }
        return new Entry(strings.add(Html.cut(PacketText.summary(packet), 2 * LONGEST_VALUE)), headers);
    }

    void write(JsonText json) {
        json.array("packets");
        for (Entry packet : packets) {
            json.array().number(packet.summary()).array();
            for (Header header : packet.headers()) {
                json.array().number(header.name()).number(header.length()).array();
                header.fields().forEach(json::number);
                json.endArray().endArray();
            }
            json.endArray().endArray();
        }
        json.endArray();
    }
}
