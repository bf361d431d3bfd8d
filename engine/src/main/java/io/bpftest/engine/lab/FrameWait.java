package io.bpftest.engine.lab;

import io.bpftest.engine.place.PlaceThreads;
import io.bpftest.error.LabException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Capture;
import io.bpftest.packet.PacketParser;
import io.bpftest.packet.PacketText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.pcap4j.packet.Packet;

/** Waits for frames that the kernel keeps until the test's thread asks for them. */
abstract class FrameWait implements Capture {

    private static final int SHOWN = 5;
    private static final long LOOK_NANOS = 100_000;

    /** Gives the next frame, if there is one now; fails if this is closed. */
    abstract Optional<byte[]> look();

    /** What the frames come by, for failures, such as {@code eth0 of host a}. */
    abstract String source();

    /** What else is known of frames that did not come, such as that there was no room for them; else empty. */
    abstract String losses();

    @Override
    public final synchronized byte[] next(Duration limit, Predicate<byte[]> condition) {
        long end = System.nanoTime() + limit.toNanos();
        List<byte[]> others = new ArrayList<>();
        while (true) {
            Optional<byte[]> frame = look();
            if (frame.isPresent() && condition.test(frame.get())) {
                return frame.get();
            }
            frame.ifPresent(others::add);
            if (frame.isEmpty()) {
                if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                    throw noneCame(limit, others);
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    @Override
    public final Packet nextPacket() {
        return PacketParser.parse(next());
    }

    @Override
    public final synchronized List<byte[]> soFar() {
        List<byte[]> frames = new ArrayList<>();
        Optional<byte[]> frame = look();
        while (frame.isPresent()) {
            frames.add(frame.get());
            frame = look();
        }
        return frames;
    }

    private LabException noneCame(Duration limit, List<byte[]> others) {
        StringBuilder found = new StringBuilder(others.isEmpty() ? "no frame at all" : "only others:");
        others.stream().limit(SHOWN).forEach(frame -> found.append("\n  ").append(PacketText.summary(frame)));
        if (others.size() > SHOWN) {
            found.append("\n  and ").append(others.size() - SHOWN).append(" more");
        }
        String losses = losses();
        return new LabException(new Problem(
                "The frame that was waited for did not come in by " + source(),
                found
                        + (others.isEmpty() ? " in " : "\nin ")
                        + PlaceThreads.text(limit)
                        + (losses.isEmpty() ? "" : "; " + losses),
                "a frame that fits",
                "look at what sends it, and at the programs on its way"));
    }
}
