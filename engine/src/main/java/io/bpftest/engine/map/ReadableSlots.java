package io.bpftest.engine.map;

import io.bpftest.map.MapState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Slots whose content the kernel describes.
 *
 * @param <T> its description
 */
abstract class ReadableSlots<T> extends SlotMap {

    ReadableSlots(MapTarget target) {
        super(target);
    }

    /** Reads what the kernel wrote at an address; may use the thread's scratch once it has. */
    abstract T read(long value);

    /** Gives what a slot holds; empty where nothing. */
    public final Optional<T> get(int key) {
        long value = find(key);
        return value == 0 ? Optional.empty() : Optional.of(read(value));
    }

    /** Gives what all slots hold. */
    public final Map<Integer, T> toMap() {
        Map<Integer, T> slots = new LinkedHashMap<>();
        for (int key : keys()) {
            get(key).ifPresent(held -> slots.put(key, held));
        }
        return slots;
    }

    /** Empties a slot and tells whether it held something; not every kind's deletion does. */
    public final boolean remove(int key) {
        return find(key) != 0 && empty(key);
    }

    @Override
    public final MapState state(int limit) {
        Map<Integer, T> slots = toMap();
        List<MapState.Entry> shown = slots.entrySet().stream()
                .limit(limit)
                .map(slot ->
                        new MapState.Entry(Integer.toUnsignedString(slot.getKey()), String.valueOf(slot.getValue())))
                .toList();
        return new MapState(info().name(), false, shown, slots.size() - shown.size());
    }
}
