package io.bpftest.program;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What the kernel's verifier tells of its work on one program.
 *
 * @param told the figures that are known, in their order; what the kernel does not tell is not in it
 * @param stackOfFunctions the bytes of stack of the program and then of each of its functions, in the verifier's order; empty
 *     if they are not known
 * @param refused why the kernel refused the load that asks for them, in its words; empty if it did not
 */
public record VerifierFigures(Map<VerifierFigure, Long> told, List<Integer> stackOfFunctions, String refused) {

    private static final VerifierFigures UNKNOWN = new VerifierFigures(Map.of(), List.of());

    /** Takes copies. */
    public VerifierFigures {
        Map<VerifierFigure, Long> ordered = new EnumMap<>(VerifierFigure.class);
        ordered.putAll(told);
        told = Collections.unmodifiableMap(ordered);
        stackOfFunctions = List.copyOf(stackOfFunctions);
    }

    /** Gives what a load that was not refused told; as the record's own constructor. */
    public VerifierFigures(Map<VerifierFigure, Long> told, List<Integer> stackOfFunctions) {
        this(told, stackOfFunctions, "");
    }

    /** Gives the figures of a program of which the kernel tells nothing. */
    public static VerifierFigures unknown() {
        return UNKNOWN;
    }

    /** Gives a figure; empty where the kernel does not tell it. */
    public OptionalLong value(VerifierFigure figure) {
        Long value = told.get(figure);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** Gives all that is known in words, such as {@code 412 instructions, 30 states, 28 peak states, 24 bytes of stack}. */
    @Override
    public String toString() {
        return told.entrySet().stream()
                .map(figure -> String.format(
                        Locale.ROOT,
                        "%,d %s",
                        figure.getValue(),
                        figure.getKey().words()))
                .collect(Collectors.joining(", "));
    }
}
