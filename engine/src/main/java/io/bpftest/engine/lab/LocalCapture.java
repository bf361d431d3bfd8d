package io.bpftest.engine.lab;

import io.bpftest.engine.place.PlaceThreads;
import io.bpftest.error.LabException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Capture;
import io.bpftest.packet.PacketParser;
import io.bpftest.packet.PacketText;
import java.io.EOFException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.packet.Packet;

/** Captures by libpcap: the kernel keeps frames until the test's thread asks for them. */
final class LocalCapture implements Capture {

    private static final int SHOWN = 5;
    private static final long LOOK_NANOS = 100_000;

    private final LocalInterface at;
    private final PcapHandle handle;
    private boolean closed;

    LocalCapture(LocalInterface at) {
        this.at = at;
        this.handle = PcapHandles.open(at);
    }

    @Override
    public synchronized byte[] next(Duration limit, Predicate<byte[]> condition) {
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
    public Packet nextPacket() {
        return PacketParser.parse(next());
    }

    @Override
    public synchronized List<byte[]> soFar() {
        List<byte[]> frames = new ArrayList<>();
        Optional<byte[]> frame = look();
        while (frame.isPresent()) {
            frames.add(frame.get());
            frame = look();
        }
        return frames;
    }

    /** Gives the next frame, if there is one now. */
    private Optional<byte[]> look() {
        if (closed) {
            throw new ObjectClosedException(new Problem(
                    "The capture at " + at + " is closed",
                    "a capture that outlived its lab, or its test",
                    "an open one",
                    "begin another"));
        }
        try {
            return Optional.of(handle.getNextRawPacketEx());
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (PcapNativeException | NotOpenException | EOFException e) {
            throw new LabException(
                    new Problem(
                            "The capture at " + at + " ended",
                            String.valueOf(e.getMessage()),
                            "an interface that is there and up",
                            "keep the interface as long as the capture"),
                    e);
        }
    }

    private LabException noneCame(Duration limit, List<byte[]> others) {
        StringBuilder found = new StringBuilder(others.isEmpty() ? "no frame at all" : "only others:");
        others.stream().limit(SHOWN).forEach(frame -> found.append("\n  ").append(PacketText.summary(frame)));
        if (others.size() > SHOWN) {
            found.append("\n  and ").append(others.size() - SHOWN).append(" more");
        }
        return new LabException(new Problem(
                "The frame that was waited for did not come in by " + at,
                found + (others.isEmpty() ? " in " : "\nin ") + PlaceThreads.text(limit),
                "a frame that fits",
                "look at what sends it, and at the programs on its way"));
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            handle.close();
        }
    }
}
