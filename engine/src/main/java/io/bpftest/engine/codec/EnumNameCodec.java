package io.bpftest.engine.codec;

import java.util.OptionalLong;

/** Enums without a Java type: their C names as text, and numbers where they have none. */
final class EnumNameCodec implements Codec<Object> {

    private final Slot slot;
    private final CType.Enumeration enumeration;

    EnumNameCodec(Slot slot, CType.Enumeration enumeration) {
        this.slot = slot;
        this.enumeration = enumeration;
    }

    @Override
    public int size() {
        return slot.type().size();
    }

    @Override
    public void encode(Object value, long address) {
        OptionalLong number = number(value);
        if (number.isEmpty() || slot.layout().extend(number.getAsLong()) != number.getAsLong()) {
            throw slot.refused(
                    "\"" + value + "\"", Fitting.javaTypes(slot), "use one of the names that fit, or a number");
        }
        slot.layout().write(address, number.getAsLong());
    }

    @Override
    public Object decode(long address) {
        long number = slot.layout().read(address);
        for (CType.Enumerator enumerator : enumeration.enumerators()) {
            if (slot.layout().extend(enumerator.value()) == number) {
                return enumerator.name();
            }
        }
        return number;
    }

    @Override
    public OptionalLong number(Object value) {
        if (value instanceof Number number) {
            return OptionalLong.of(number.longValue());
        }
        return enumeration.enumerators().stream()
                .filter(enumerator -> enumerator.name().equals(value))
                .mapToLong(CType.Enumerator::value)
                .findFirst();
    }
}
