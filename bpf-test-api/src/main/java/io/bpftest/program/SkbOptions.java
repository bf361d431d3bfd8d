package io.bpftest.program;

import io.bpftest.error.Problem;
import io.bpftest.error.RunOptionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a program of an skb type finds in its {@code struct __sk_buff} beside the packet. Immutable: each call gives a
 * changed copy. These are the fields that the kernel's test run lets a caller set.
 *
 * <p>Minimum kernel 5.2; {@code gso_size} and the interface 5.10 and newer.
 */
public final class SkbOptions {

    private static final int CONTROL_WORDS = 5;

    private static final SkbOptions NONE = new SkbOptions(
            new int[Field.values().length], new @Nullable String[Field.values().length], new int[CONTROL_WORDS], 0, 0);

    private enum Field {
        MARK,
        PRIORITY,
        INGRESS_INTERFACE,
        INTERFACE,
        WIRE_LENGTH,
        GSO_SEGMENTS,
        GSO_SIZE;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final int[] fields;

    /** As texts show them; null for those that show as their number. */
    private final @Nullable String[] texts;

    private final int[] controlBlock;
    private final long timestamp;
    private final long hardwareTimestamp;

    private SkbOptions(
            int[] fields, @Nullable String[] texts, int[] controlBlock, long timestamp, long hardwareTimestamp) {
        this.fields = fields;
        this.texts = texts;
        this.controlBlock = controlBlock;
        this.timestamp = timestamp;
        this.hardwareTimestamp = hardwareTimestamp;
    }

    /** Gives options that set nothing. */
    public static SkbOptions skbOptions() {
        return NONE;
    }

    /** Sets {@code mark}, as 32 bits. */
    public SkbOptions mark(int mark) {
        return with(Field.MARK, mark, null);
    }

    /** Sets {@code priority}, as 32 bits. */
    public SkbOptions priority(int priority) {
        return with(Field.PRIORITY, priority, null);
    }

    /** Sets {@code ingress_ifindex} by the interface's index. */
    public SkbOptions ingressInterface(int index) {
        return with(Field.INGRESS_INTERFACE, index, null);
    }

    /**
     * Sets {@code ingress_ifindex} by the interface's name.
     *
     * @throws RunOptionException if there is no interface of this name
     */
    public SkbOptions ingressInterface(String name) {
        int index = Interfaces.index(name);
        return with(Field.INGRESS_INTERFACE, index, Interfaces.text(index, name));
    }

    /** Sets {@code ifindex}, the interface that the packet is on, by its index; lo where it is not set. */
    public SkbOptions onInterface(int index) {
        return with(Field.INTERFACE, index, null);
    }

    /**
     * Sets {@code ifindex} by the interface's name.
     *
     * @throws RunOptionException if there is no interface of this name
     */
    public SkbOptions onInterface(String name) {
        int index = Interfaces.index(name);
        return with(Field.INTERFACE, index, Interfaces.text(index, name));
    }

    /** Sets {@code wire_len} in bytes: at least as many as the program sees of the packet, at most 65,536. */
    public SkbOptions wireLength(int bytes) {
        return with(Field.WIRE_LENGTH, bytes, null);
    }

    /** Sets {@code gso_segs}. */
    public SkbOptions gsoSegments(int segments) {
        return with(Field.GSO_SEGMENTS, segments, null);
    }

    /** Sets {@code gso_size} in bytes. */
    public SkbOptions gsoSize(int bytes) {
        return with(Field.GSO_SIZE, bytes, null);
    }

    /** Sets {@code tstamp} in nanoseconds. */
    public SkbOptions timestamp(long nanoseconds) {
        return new SkbOptions(fields, texts, controlBlock, nanoseconds, hardwareTimestamp);
    }

    /** Sets {@code hwtstamp} in nanoseconds. Minimum kernel 5.16. */
    public SkbOptions hardwareTimestamp(long nanoseconds) {
        return new SkbOptions(fields, texts, controlBlock, timestamp, nanoseconds);
    }

    /**
     * Sets {@code cb}, the control block.
     *
     * @param words up to 5 words of 32 bits; the rest are 0
     */
    public SkbOptions controlBlock(int... words) {
        if (words.length > CONTROL_WORDS) {
            throw new RunOptionException(new Problem(
                    "The control block cannot have " + words.length + " words",
                    words.length + " words",
                    "at most " + CONTROL_WORDS,
                    "give fewer words"));
        }
        return new SkbOptions(fields, texts, Arrays.copyOf(words, CONTROL_WORDS), timestamp, hardwareTimestamp);
    }

    /** The mark. */
    public int mark() {
        return fields[Field.MARK.ordinal()];
    }

    /** The priority. */
    public int priority() {
        return fields[Field.PRIORITY.ordinal()];
    }

    /** The index of the ingress interface, 0 for none. */
    public int ingressInterface() {
        return fields[Field.INGRESS_INTERFACE.ordinal()];
    }

    /** The index of the interface, 0 for lo. */
    public int onInterface() {
        return fields[Field.INTERFACE.ordinal()];
    }

    /** The length on the wire, 0 for the packet's. */
    public int wireLength() {
        return fields[Field.WIRE_LENGTH.ordinal()];
    }

    /** The number of segments. */
    public int gsoSegments() {
        return fields[Field.GSO_SEGMENTS.ordinal()];
    }

    /** The size of a segment in bytes. */
    public int gsoSize() {
        return fields[Field.GSO_SIZE.ordinal()];
    }

    /** The timestamp in nanoseconds. */
    public long timestamp() {
        return timestamp;
    }

    /** The hardware's timestamp in nanoseconds. */
    public long hardwareTimestamp() {
        return hardwareTimestamp;
    }

    /** The five words of the control block. */
    public int[] controlBlock() {
        return controlBlock.clone();
    }

    /** What is set, such as {@code mark 7, interface lo (1), cb [1, 0, 0, 0, 0]}. */
    @Override
    public String toString() {
        List<String> set = new ArrayList<>();
        for (Field field : Field.values()) {
            int value = fields[field.ordinal()];
            String text = texts[field.ordinal()];
            if (value != 0) {
                set.add(field.label() + " " + (text == null ? Integer.toUnsignedString(value) : text));
            }
        }
        if (timestamp != 0) {
            set.add("timestamp " + timestamp);
        }
        if (hardwareTimestamp != 0) {
            set.add("hardware timestamp " + hardwareTimestamp);
        }
        if (Arrays.stream(controlBlock).anyMatch(word -> word != 0)) {
            set.add("cb " + Arrays.toString(controlBlock));
        }
        return set.isEmpty() ? "nothing set" : String.join(", ", set);
    }

    private SkbOptions with(Field field, int value, @Nullable String text) {
        int[] changed = fields.clone();
        changed[field.ordinal()] = value;
        @Nullable String[] changedTexts = texts.clone();
        changedTexts[field.ordinal()] = text;
        return new SkbOptions(changed, changedTexts, controlBlock, timestamp, hardwareTimestamp);
    }
}
