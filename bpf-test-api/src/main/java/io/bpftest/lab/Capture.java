package io.bpftest.lab;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.pcap4j.packet.Packet;

/** The frames that come in by an interface, from when it was asked for. Its frames are in the order they came in. */
public interface Capture extends AutoCloseable {

    /**
     * Waits for the next frame, 5 seconds at most.
     *
     * @throws io.bpftest.error.LabException if none comes
     */
    default byte[] next() {
        return next(frame -> true);
    }

    /**
     * Waits for the next frame that a condition holds for, 5 seconds at most; passes over others.
     *
     * @throws io.bpftest.error.LabException if none comes; says what came instead
     */
    default byte[] next(Predicate<byte[]> condition) {
        return next(Duration.ofSeconds(5), condition);
    }

    /** As {@link #next(Predicate)}, with another limit than 5 seconds. */
    byte[] next(Duration limit, Predicate<byte[]> condition);

    /** Waits for the next frame and takes it apart; otherwise as {@link #next()}. */
    Packet nextPacket();

    /**
     * Gives what has come in so far and was not given yet, without waiting. That a frame is not among them shows nothing
     * by itself, since it may come later: wait for another that was sent after it.
     */
    List<byte[]> soFar();

    /** Ends the capture; the second time it does nothing. */
    @Override
    void close();
}
