package io.bpftest.packet;

import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Many frames from one: each call varies one thing, and the frames are the cross product of all of them; see {@link
 * Packets#each}. Immutable, like the frames.
 *
 * <pre>{@code
 * static Stream<Udp4Frame> dns() {
 *     return each(udp4("203.0.113.7", 4000, "198.51.100.1", 53))
 *             .with(Udp4Frame::destinationPort, 53, 5353)
 *             .range(Udp4Frame::ttl, 1, 255)
 *             .stream();
 * }
 *
 * @ParameterizedTest
 * @MethodSource("dns")
 * void drops(Udp4Frame frame) { ... }
 * }</pre>
 *
 * @param <F> the kind of frame
 */
public final class FrameTemplate<F extends Frame<F>> implements Iterable<F> {

    private final F frame;
    private final List<Variation<F>> variations;

    private FrameTemplate(F frame, List<Variation<F>> variations) {
        this.frame = frame;
        this.variations = variations;
    }

    static <F extends Frame<F>> FrameTemplate<F> of(F frame) {
        return new FrameTemplate<>(frame, List.of());
    }

    /**
     * Varies what a call with one argument sets.
     *
     * @param call such as {@code Udp4Frame::destinationPort}
     * @param values the arguments, in order
     * @throws PacketException if there are none
     */
    @SafeVarargs
    public final <V> FrameTemplate<F> with(BiFunction<F, ? super V, F> call, V... values) {
        List<V> fixed = List.of(values);
        return varied(fixed.size(), (described, i) -> call.apply(described, fixed.get(i)));
    }

    /**
     * Varies a number over a range.
     *
     * @param call such as {@code Udp4Frame::ttl}
     * @param first the first value
     * @param last the last value, which is in the range too
     * @throws PacketException if the last is less than the first, or the range has more than 2147483647 values
     */
    public FrameTemplate<F> range(BiFunction<F, Integer, F> call, int first, int last) {
        long size = (long) last - first + 1;
        return varied(size, (described, i) -> call.apply(described, first + i));
    }

    /**
     * Varies by whole changes; {@code frame -> frame} is the frame unchanged.
     *
     * @param changes such as {@code Udp4Frame::badChecksum} and {@code frame -> frame.vlan(7)}
     * @throws PacketException if there are none
     */
    @SafeVarargs
    public final FrameTemplate<F> variants(UnaryOperator<F>... changes) {
        List<UnaryOperator<F>> fixed = List.of(changes);
        return varied(fixed.size(), (described, i) -> fixed.get(i).apply(described));
    }

    /** How many frames there are. */
    public long size() {
        long size = 1;
        for (Variation<F> variation : variations) {
            size = Math.multiplyExact(size, (long) variation.size());
        }
        return size;
    }

    /** The frames, made one by one as they are taken; what was varied last varies fastest. */
    public Stream<F> stream() {
        return LongStream.range(0, size()).mapToObj(this::at);
    }

    /** Nested streams would be made whole by whoever takes them one by one. */
    private F at(long index) {
        int[] choices = new int[variations.size()];
        long rest = index;
        for (int i = choices.length - 1; i >= 0; i--) {
            int size = variations.get(i).size();
            choices[i] = (int) (rest % size);
            rest /= size;
        }
        F described = frame;
        for (int i = 0; i < choices.length; i++) {
            described = variations.get(i).change().apply(described, choices[i]);
        }
        return described;
    }

    @Override
    public Iterator<F> iterator() {
        return stream().iterator();
    }

    private FrameTemplate<F> varied(long size, BiFunction<F, Integer, F> change) {
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw new PacketException(new Problem(
                    "A template of frames cannot be varied like this",
                    size + " values",
                    "1 to " + Integer.MAX_VALUE + " values",
                    "give at least one value, and a range from its lowest to its highest"));
        }
        List<Variation<F>> longer = new ArrayList<>(variations);
        longer.add(new Variation<>((int) size, change));
        return new FrameTemplate<>(frame, List.copyOf(longer));
    }

    private record Variation<F>(int size, BiFunction<F, Integer, F> change) {}
}
