package io.bpftest.engine.report;

import io.bpftest.spi.record.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts of a page's data, each once; the data names them by number. */
final class StringPool {

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private long size;

    int add(String text) {
        Integer known = numbers.get(text);
        if (known == null) {
            known = numbers.size();
            numbers.put(text, known);
            size += text.length() + 3;
        }
        return known;
    }

    /** In characters, as they stand in the data. */
    long size() {
        return size;
    }

    void write(JsonText json) {
        json.array("strings");
        numbers.keySet().forEach(text -> json.string(Html.visible(text)));
        json.endArray();
    }
}
