package io.bpftest.engine.report;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of an object in a record; what is missing, or of another type, counts as empty. */
record Fields(Map<?, ?> members) {

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) {
        return members.get(name) instanceof String text ? text : "";
    }

    long number(String name) {
        return members.get(name) instanceof Long number ? number : 0;
    }

    byte @Nullable [] bytes(String name) {
        return members.get(name) instanceof String digits ? HexFormat.of().parseHex(digits) : null;
    }

    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (Object value : list(name)) {
            if (value instanceof Map<?, ?> object) {
                objects.add(new Fields(object));
            }
        }
        return objects;
    }

    List<String> texts(String name) {
        return list(name).stream().map(Object::toString).toList();
    }

    /** Gives those numbers of an array that are whole and fit. */
    int[] numbers(String name) {
        return list(name).stream()
                .filter(value -> value instanceof Long number && number == number.intValue())
                .mapToInt(value -> ((Long) value).intValue())
                .toArray();
    }

    private List<?> list(String name) {
        return members.get(name) instanceof List<?> values ? values : List.of();
    }
}
