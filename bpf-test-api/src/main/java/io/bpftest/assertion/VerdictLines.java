package io.bpftest.assertion;

import io.bpftest.packet.CapturedPacket;
import io.bpftest.packet.Captures;
import io.bpftest.packet.PacketText;
import io.bpftest.program.Replay;
import io.bpftest.program.ReplayedPacket;
import java.util.Iterator;
import java.util.stream.Stream;

/** The lines of a replay, with the packets, which are read from the capture once more. */
final class VerdictLines implements Iterator<VerdictLine>, AutoCloseable {

    private final Iterator<ReplayedPacket> verdicts;
    private final Stream<CapturedPacket> capture;
    private final Iterator<CapturedPacket> packets;
    private final long firstNanos;
    private byte[] frame = {};

    VerdictLines(Replay replay) {
        this.verdicts = replay.stream().iterator();
        this.firstNanos = replay.stream().findFirst().orElseThrow().nanos();
        this.capture = Captures.stream(replay.capture(), replay.options().filter());
        this.packets = capture.iterator();
    }

    @Override
    public boolean hasNext() {
        return verdicts.hasNext();
    }

    @Override
    public VerdictLine next() {
        ReplayedPacket verdict = verdicts.next();
        frame = packets.next().bytes();
        return VerdictLine.of(verdict, firstNanos, PacketText.summary(frame));
    }

    /** The packet of the last line, as it went in. */
    byte[] frame() {
        return frame;
    }

    @Override
    public void close() {
        capture.close();
    }
}
