package io.bpftest.samples.marker;

/** The keys and values of the marker's map {@code classes}. */
final class Classes {

    static final int BEST_EFFORT = 0;
    static final int EXPEDITED = 46;

    /** The value of a class whose packets are dropped. */
    static final int DROP = 64;

    private Classes() {}

    static int tcp(int destinationPort) {
        return 6 << 16 | destinationPort;
    }

    static int udp(int destinationPort) {
        return 17 << 16 | destinationPort;
    }
}
