package io.bpftest.program;

import static io.bpftest.program.XdpOptions.xdpOptions;

import io.bpftest.error.Problem;
import io.bpftest.error.RunOptionException;

/**
 * Where and how live frames run. Immutable: each call gives a changed copy.
 *
 * <p>There is no receive queue: live frames always come in by queue 0 ({@code xdp_test_run_setup} of {@code
 * net/bpf/test_run.c}). Minimum kernel 5.18.
 */
public final class XdpLiveOptions {

    /** What the kernel takes at most, {@code TEST_XDP_MAX_BATCH}. */
    private static final int LARGEST_BATCH = 256;

    /** What the kernel takes where nothing is said, {@code NAPI_POLL_WEIGHT}. */
    private static final int DEFAULT_BATCH = 64;

    private final XdpOptions context;
    private final int frames;
    private final int batchSize;

    private XdpLiveOptions(XdpOptions context, int frames, int batchSize) {
        this.context = context;
        this.frames = frames;
        this.batchSize = batchSize;
    }

    /**
     * Gives options for one frame that comes in by an interface: passed frames go up its stack, transmitted ones leave
     * by it.
     *
     * @throws RunOptionException if there is no interface of this name in this thread's network namespace
     */
    public static XdpLiveOptions liveOn(String networkInterface) {
        return new XdpLiveOptions(xdpOptions().ingressInterface(networkInterface), 1, DEFAULT_BATCH);
    }

    /**
     * Gives options for one frame that comes in by the interface of this index; otherwise as {@link #liveOn(String)}.
     *
     * @throws RunOptionException if the index is less than 1
     */
    public static XdpLiveOptions liveOn(int interfaceIndex) {
        if (interfaceIndex < 1) {
            throw new RunOptionException(new Problem(
                    "Live frames need an interface to come in by",
                    "index " + interfaceIndex,
                    "the index of an interface, from 1",
                    "name an interface, such as one end of a veth pair"));
        }
        return new XdpLiveOptions(xdpOptions().ingressInterface(interfaceIndex), 1, DEFAULT_BATCH);
    }

    /**
     * Sets how many frames run, each a copy of the packet at first.
     *
     * <p>The kernel uses a frame's memory again once the frame is gone, and puts right its length and metadata only: what
     * the program wrote into one frame may stand in a later one.
     *
     * @throws RunOptionException if the number is less than 1
     */
    public XdpLiveOptions frames(int number) {
        if (number < 1) {
            throw new RunOptionException(new Problem(
                    "A live run cannot have " + number + " frames",
                    number + " frames",
                    "at least 1",
                    "say how many frames are to run"));
        }
        return new XdpLiveOptions(context, number, batchSize);
    }

    /**
     * Sets how many frames the kernel runs before it hands over those that pass, are transmitted or redirected; 64 if
     * not set.
     *
     * @throws RunOptionException if the size is not from 1 to 256, which is what the kernel takes (else E2BIG)
     */
    public XdpLiveOptions batchSize(int size) {
        if (size < 1 || size > LARGEST_BATCH) {
            throw new RunOptionException(new Problem(
                    "Live frames cannot run in batches of " + size,
                    size + " frames a batch",
                    "1 to " + LARGEST_BATCH,
                    "choose a batch within these limits; the number of frames itself has no such limit"));
        }
        return new XdpLiveOptions(context, frames, size);
    }

    /**
     * Puts bytes into the metadata area in front of each frame.
     *
     * @throws RunOptionException as {@link XdpOptions#metadata(byte[])}
     */
    public XdpLiveOptions metadata(byte[] bytes) {
        return new XdpLiveOptions(context.metadata(bytes), frames, batchSize);
    }

    /** The index of the interface that the frames come in by. */
    public int ingressInterface() {
        return context.ingressInterface();
    }

    /** The number of frames. */
    public int frames() {
        return frames;
    }

    /** How many frames make a batch. */
    public int batchSize() {
        return batchSize;
    }

    /** The metadata in front of each frame. */
    public byte[] metadata() {
        return context.metadata();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof XdpLiveOptions options
                && context.equals(options.context)
                && frames == options.frames
                && batchSize == options.batchSize;
    }

    @Override
    public int hashCode() {
        return (context.hashCode() * 31 + frames) * 31 + batchSize;
    }

    @Override
    public String toString() {
        return frames + (frames == 1 ? " frame" : " frames") + " in batches of " + batchSize + ", " + context;
    }
}
