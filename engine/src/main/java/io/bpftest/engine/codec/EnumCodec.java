package io.bpftest.engine.codec;

import io.bpftest.error.ConversionException;
import io.bpftest.error.Problem;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Enums by the names of their constants: as in C, or without the prefix that all names of the C enum share, so that
 * {@code DROP} is {@code XDP_DROP}.
 */
final class EnumCodec<E extends Enum<E>> implements Codec<E> {

    private final Slot slot;
    private final Class<E> javaType;
    private final List<CType.Enumerator> enumerators;
    private final Map<E, Long> numbers;
    private final Map<Long, E> constants = new HashMap<>();

    EnumCodec(Slot slot, Class<E> javaType) {
        if (!(slot.type().shape() instanceof CType.Enumeration enumeration)) {
            throw slot.misfit(javaType);
        }
        this.slot = slot;
        this.javaType = javaType;
        this.enumerators = enumeration.enumerators();
        this.numbers = new EnumMap<>(javaType);
        String prefix = sharedPrefix(enumerators);
        for (E constant : javaType.getEnumConstants()) {
            long number = slot.layout().extend(numberOf(constant, prefix));
            numbers.put(constant, number);
            constants.putIfAbsent(number, constant);
        }
    }

    @Override
    public int size() {
        return slot.type().size();
    }

    @Override
    public void encode(E value, long address) {
        slot.layout().write(address, numberOf(value));
    }

    @Override
    public E decode(long address) {
        long number = slot.layout().read(address);
        E constant = constants.get(number);
        if (constant == null) {
            String name = enumerators.stream()
                    .filter(e -> slot.layout().extend(e.value()) == number)
                    .map(e -> ", which is " + e.name())
                    .findFirst()
                    .orElse(", which has no name");
            throw new ConversionException(new Problem(
                    "A number in " + slot.subject() + " is none of the constants of " + javaType.getSimpleName(),
                    number + name,
                    "one of " + numbers,
                    "add the constant, or read it as a number"));
        }
        return constant;
    }

    @Override
    public OptionalLong number(E value) {
        return OptionalLong.of(numberOf(value));
    }

    private long numberOf(E value) {
        return Objects.requireNonNull(numbers.get(value), "each constant has its number");
    }

    private long numberOf(E constant, String prefix) {
        return enumerators.stream()
                .filter(e -> e.name().equals(constant.name()) || e.name().equals(prefix + constant.name()))
                .findFirst()
                .orElseThrow(() -> new ConversionException(new Problem(
                        "The enum " + javaType.getSimpleName() + " does not fit " + slot.subject(),
                        "the constant " + constant.name(),
                        "names of " + slot.type().name() + ": "
                                + enumerators.stream()
                                        .map(CType.Enumerator::name)
                                        .collect(Collectors.joining(", ")),
                        "name the constant as in C; what all C names begin with may be left out")))
                .value();
    }

    /** Up to and with the last underscore of what all names begin with. */
    private static String sharedPrefix(List<CType.Enumerator> enumerators) {
        String prefix = enumerators.isEmpty() ? "" : enumerators.get(0).name();
        for (CType.Enumerator enumerator : enumerators) {
            while (!enumerator.name().startsWith(prefix)) {
                prefix = prefix.substring(0, prefix.length() - 1);
            }
        }
        return prefix.substring(0, prefix.lastIndexOf('_') + 1);
    }
}
