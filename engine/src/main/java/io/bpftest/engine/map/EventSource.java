package io.bpftest.engine.map;

/** Where a map's events come from; used by one thread at a time. */
interface EventSource {

    /** Takes events, in order. */
    @FunctionalInterface
    interface Sink {
        void accept(byte[] event);
    }

    /** Waits for events, so many milliseconds at most, 0 for not at all, and takes out all there are. */
    void take(int milliseconds, Sink sink);

    /** How many events the kernel counted as lost up to now. */
    long lost();

    /** Tells whether it was found too full for another event. */
    boolean wasFull();

    /** Forgets what was lost. */
    void forgetLosses();

    /** Gives back what the kernel and libbpf hold. */
    void close();
}
