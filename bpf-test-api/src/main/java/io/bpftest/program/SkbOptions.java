package io.bpftest.program;

import io.bpftest.error.Problem;
import io.bpftest.error.RunOptionException;
import java.util.Arrays;

/**
 * What a program of an skb type finds in its {@code struct __sk_buff} beside the packet. Immutable: each call gives a
 * changed copy. These are the fields that the kernel's test run lets a caller set.
 *
 * <p>Minimum kernel 5.2; {@code gso_size} and the interface 5.10 and newer.
 */
public final class SkbOptions {

    private static final int CONTROL_WORDS = 5;

    private static final SkbOptions NONE = new SkbOptions(new int[Field.values().length], new int[CONTROL_WORDS], 0, 0);

    private enum Field {
        MARK,
        PRIORITY,
        INGRESS_INTERFACE,
        INTERFACE,
        WIRE_LENGTH,
        GSO_SEGMENTS,
        GSO_SIZE
    }

    private final int[] fields;
    private final int[] controlBlock;
    private final long timestamp;
    private final long hardwareTimestamp;

    private SkbOptions(int[] fields, int[] controlBlock, long timestamp, long hardwareTimestamp) {
        this.fields = fields;
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
        return with(Field.MARK, mark);
    }

    /** Sets {@code priority}, as 32 bits. */
    public SkbOptions priority(int priority) {
        return with(Field.PRIORITY, priority);
    }

    /** Sets {@code ingress_ifindex} by the interface's index. */
    public SkbOptions ingressInterface(int index) {
        return with(Field.INGRESS_INTERFACE, index);
    }

    /**
     * Sets {@code ingress_ifindex} by the interface's name.
     *
     * @throws RunOptionException if there is no interface of this name
     */
    public SkbOptions ingressInterface(String name) {
        return ingressInterface(Interfaces.index(name));
    }

    /** Sets {@code ifindex}, the interface that the packet is on, by its index; lo where it is not set. */
    public SkbOptions onInterface(int index) {
        return with(Field.INTERFACE, index);
    }

    /**
     * Sets {@code ifindex} by the interface's name.
     *
     * @throws RunOptionException if there is no interface of this name
     */
    public SkbOptions onInterface(String name) {
        return onInterface(Interfaces.index(name));
    }

    /** Sets {@code wire_len} in bytes: at least as many as the program sees of the packet, at most 65,536. */
    public SkbOptions wireLength(int bytes) {
        return with(Field.WIRE_LENGTH, bytes);
    }

    /** Sets {@code gso_segs}. */
    public SkbOptions gsoSegments(int segments) {
        return with(Field.GSO_SEGMENTS, segments);
    }

    /** Sets {@code gso_size} in bytes. */
    public SkbOptions gsoSize(int bytes) {
        return with(Field.GSO_SIZE, bytes);
    }

    /** Sets {@code tstamp} in nanoseconds. */
    public SkbOptions timestamp(long nanoseconds) {
        return new SkbOptions(fields, controlBlock, nanoseconds, hardwareTimestamp);
    }

    /** Sets {@code hwtstamp} in nanoseconds. Minimum kernel 5.16. */
    public SkbOptions hardwareTimestamp(long nanoseconds) {
        return new SkbOptions(fields, controlBlock, timestamp, nanoseconds);
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
        return new SkbOptions(fields, Arrays.copyOf(words, CONTROL_WORDS), timestamp, hardwareTimestamp);
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

    @Override
    public String toString() {
        return "mark " + mark() + ", priority " + priority() + ", ingress interface " + ingressInterface()
                + ", interface " + onInterface() + ", wire length " + wireLength() + ", gso segments " + gsoSegments()
                + ", gso size " + gsoSize() + ", timestamp " + timestamp
                + ", hardware timestamp " + hardwareTimestamp + ", cb " + Arrays.toString(controlBlock);
    }

    private SkbOptions with(Field field, int value) {
        int[] changed = fields.clone();
        changed[field.ordinal()] = value;
        return new SkbOptions(changed, controlBlock, timestamp, hardwareTimestamp);
    }
}
