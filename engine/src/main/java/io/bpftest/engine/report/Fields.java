package io.bpftest.engine.report;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of an object in a record; what is missing, or of another type, counts as empty. */
public record Fields(Map<?, ?> members) {

    /** Whether there is a member of this name. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** Gives a text. */
    public String text(String name) {
        return members.get(name) instanceof String text ? text : "";
    }

    /** Gives a number. */
    public long number(String name) {
        return members.get(name) instanceof Long number ? number : 0;
    }

    /** Gives bytes that are written as hexadecimal digits; null if there are none. */
    public byte @Nullable [] bytes(String name) {
        return members.get(name) instanceof String digits ? HexFormat.of().parseHex(digits) : null;
    }

    /** Gives the objects of an array. */
    public List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (Object value : list(name)) {
            if (value instanceof Map<?, ?> object) {
                objects.add(new Fields(object));
            }
        }
        return objects;
    }

    /** Gives the values of an array as texts. */
    public List<String> texts(String name) {
        return list(name).stream().map(Object::toString).toList();
    }

    /** Gives those numbers of an array that are whole and fit. */
    int[] numbers(String name) {
        return list(name).stream()
                .filter(value -> value instanceof Long number && number == number.intValue())
                .mapToInt(value -> ((Long) value).intValue())
                .toArray();
    }

    /** Gives the arrays of numbers in an array; what is no number counts as 0. */
    public List<long[]> rows(String name) {
        List<long[]> rows = new ArrayList<>();
        for (Object value : list(name)) {
            if (value instanceof List<?> row) {
                rows.add(row.stream()
                        .mapToLong(one -> one instanceof Number number ? number.longValue() : 0)
                        .toArray());
            }
        }
        return rows;
    }

    private List<?> list(String name) {
        return members.get(name) instanceof List<?> values ? values : List.of();
    }
}
