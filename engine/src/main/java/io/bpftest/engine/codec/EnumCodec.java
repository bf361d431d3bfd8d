package io.bpftest.engine.codec;

import io.bpftest.error.ConversionException;
import io.bpftest.error.Problem;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
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

    /** The numbers of constants in their order, and the constants: looked up without an object between. */
    private final long[] sorted;

    private final List<E> constants;

    EnumCodec(Slot slot, Class<E> javaType) {
        if (!(slot.type().shape() instanceof CType.Enumeration enumeration)) {
            throw slot.misfit(javaType);
        }
        this.slot = slot;
        this.javaType = javaType;
        this.enumerators = enumeration.enumerators();
        this.numbers = new EnumMap<>(javaType);
        String prefix = sharedPrefix(enumerators);
        Map<Long, E> byNumber = new TreeMap<>();
        for (E constant : javaType.getEnumConstants()) {
            long number = numberOf(constant, prefix);
            numbers.put(constant, number);
            if (fits(number)) {
                byNumber.putIfAbsent(number, constant);
            }
        }
        this.sorted = byNumber.keySet().stream().mapToLong(Long::longValue).toArray();
        this.constants = List.copyOf(byNumber.values());
    }

    @Override
    public int size() {
        return slot.type().size();
    }

    @Override
    public void encode(E value, long address) {
        long number = numberOf(value);
        if (!fits(number)) {
            throw slot.refused(
                    value + ", which is " + number,
                    slot.layout().least() + " to " + slot.layout().most(),
                    "use a constant that the bit-field can hold");
        }
        slot.layout().write(address, number);
    }

    @Override
    public E decode(long address) {
        long number = slot.layout().read(address);
        int index = Arrays.binarySearch(sorted, number);
        if (index < 0) {
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
        return constants.get(index);
    }

    /** A bit-field may be narrower than its enum. */
    private boolean fits(long number) {
        return slot.layout().extend(number) == number;
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
