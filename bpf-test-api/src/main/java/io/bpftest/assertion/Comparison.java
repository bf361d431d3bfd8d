package io.bpftest.assertion;

import io.bpftest.error.PacketException;
import io.bpftest.error.PacketSourceException;
import io.bpftest.error.Problem;
import io.bpftest.packet.PacketParser;
import io.bpftest.packet.PacketShrinker;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;

/** Compares two sides on one packet after the other, and keeps what differs. */
final class Comparison {

    /** How many runs of each side it may take to make a packet small. */
    private static final int MOST_SHRINKING = 2_000;

    final Side found;
    final Side expected;
    final List<NamedDifference> exceptions;
    final Disagreements disagreements = new Disagreements();
    private final boolean output;
    private long compared;
    private long refused;
    private long firstRefused;
    private @Nullable PacketException refusal;

    Comparison(Side found, Side expected, List<NamedDifference> exceptions, boolean output) {
        this.found = found;
        this.expected = expected;
        this.exceptions = exceptions;
        this.output = output;
    }

    /** Has both sides treat a packet. */
    void next(long number, byte[] packet) {
        Treatment mine = found.treat(packet);
        Treatment theirs = expected.treat(packet);
        if (mine.isRefused() && (theirs.isRefused() || theirs.expectation() != null)) {
            if (refusal == null) {
                refusal = mine.refusal();
                firstRefused = number;
            }
            refused++;
            return;
        }
        compared++;
        Disagreement disagreement = between(number, packet, mine, theirs);
        if (disagreement == null) {
            return;
        }
        NamedDifference named = named(packet);
        if (named != null) {
            named.take();
        } else {
            disagreements.add(disagreement);
        }
    }

    private @Nullable Disagreement between(long number, byte[] packet, Treatment mine, Treatment theirs) {
        boolean otherOutput = output && mine.givesOtherOutputThan(theirs);
        return mine.agreesWith(theirs) && !otherOutput
                ? null
                : new Disagreement(number, packet, mine, theirs, otherOutput);
    }

    private @Nullable NamedDifference named(byte[] packet) {
        if (exceptions.isEmpty()) {
            return null;
        }
        Packet dissected = PacketParser.exactly(packet);
        return exceptions.stream()
                .filter(exception -> exception.isOf(dissected))
                .findFirst()
                .orElse(null);
    }

    /** Makes the first packet of each group small, where it is treated differently without those before it too. */
    void shrink() {
        for (Disagreements.Group group : disagreements.groups()) {
            Disagreement first = group.first();
            if (again(first, first.packet()) == null) {
                group.shrink(first, "on its own it is treated alike: it takes packets before it");
                continue;
            }
            byte[] small =
                    PacketShrinker.shrink(first.packet(), packet -> again(first, packet) != null, MOST_SHRINKING);
            Disagreement still = again(first, small);
            if (still != null) {
                group.shrink(still, "made smaller, from " + first.packet().length + " bytes");
            }
        }
    }

    /** Gives the disagreement about another packet, if it is the same in other respects. */
    private @Nullable Disagreement again(Disagreement first, byte[] packet) {
        Disagreement next = between(first.number(), packet, found.treat(packet), expected.treat(packet));
        return next != null && next.verdicts().equals(first.verdicts()) && named(packet) == null ? next : null;
    }

    /** Fails if nothing was compared: that proves nothing. */
    void requireSome() {
        if (refusal != null && compared == 0) {
            throw refusal;
        }
        if (compared == 0) {
            throw new PacketSourceException(new Problem(
                    "An agreement has no packets to show itself on",
                    "a source that gave none",
                    "at least one packet",
                    "give packets: an assertion on no packet proves nothing"));
        }
    }

    boolean differs() {
        return !disagreements.isEmpty() || exceptions.stream().anyMatch(exception -> exception.count() == 0);
    }

    /** Says what the kernel did not take; empty if it took all. */
    String refusedText() {
        return refusal == null
                ? ""
                : refused + (refused == 1 ? " packet" : " packets") + " not compared, the first is " + firstRefused
                        + ": " + refusal.problem().found();
    }
}
