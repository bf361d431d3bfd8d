package io.bpftest.junit;

import io.bpftest.LoadedObject;
import io.bpftest.error.PacketSourceException;
import io.bpftest.error.Problem;
import io.bpftest.packet.Dictionary;
import io.bpftest.packet.PacketGenerator;
import io.bpftest.packet.PacketShrinker;
import io.bpftest.spi.CurrentTest;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** Tries a property: on packets that were found before, then on generated ones, until one of them fails. */
final class PropertyTrial {

    /** How often the body may be called to make a packet small. */
    private static final int MOST_SHRINKING = 2_000;

    private final PropertyBody body;
    private final LoadedObject.Checkpoint before;
    private final FoundPackets found;
    private final Runnable name;
    private final int tries;
    private int discarded;

    /**
     * Prepares a trial.
     *
     * @param before puts maps back to what they held before the first packet
     * @param name has what failures leave named after the test
     */
    PropertyTrial(PropertyBody body, LoadedObject.Checkpoint before, FoundPackets found, Runnable name, int tries) {
        this.body = body;
        this.before = before;
        this.found = found;
        this.name = name;
        this.tries = tries;
    }

    /**
     * Runs it.
     *
     * @param dictionary gives what the programs compare packets with; asked again after the first packet, since a body may
     *     fill maps
     * @throws AssertionError for a packet that fails
     */
    void run(PacketGenerator generator, Supplier<Dictionary> dictionary) {
        onFound();
        Iterator<byte[]> packets =
                generator.dictionary(dictionary.get()).stream().iterator();
        for (int number = 1; number <= tries; number++) {
            byte[] packet = packets.next();
            Throwable thrown = body.on(packet);
            if (PropertyBody.discards(thrown)) {
                discarded++;
            } else if (thrown != null) {
                throw failure(packet, number, thrown, generator, dictionary);
            }
            if (number == 1) {
                packets =
                        generator.dictionary(dictionary.get()).stream().skip(1).iterator();
            }
        }
        if (discarded == tries) {
            throw new PacketSourceException(new Problem(
                    body.name() + " has discarded all generated packets",
                    "an assumption that held for none of " + tries + ", or a kernel that took none",
                    "packets that the body runs on",
                    "widen the assumption, raise the tries, or give a corpus of packets for which it holds"));
        }
    }

    private void onFound() {
        List<byte[]> packets = found.read();
        for (int i = 0; i < packets.size(); i++) {
            before.restore();
            Throwable thrown = body.on(packets.get(i));
            if (thrown != null && !PropertyBody.discards(thrown)) {
                throw new PropertyFailure(body.name(), packets.get(i), thrown)
                        .line("found", "before: packet " + (i + 1) + " of " + found + ", which runs first")
                        .error();
            }
        }
        before.restore();
    }

    private AssertionError failure(
            byte[] packet, int number, Throwable thrown, PacketGenerator generator, Supplier<Dictionary> dictionary) {
        String seed = generator.seed() + "; to have the same packets again: -Dbpftest.seed=" + generator.seed();
        String tried = number + " of " + tries + (discarded == 0 ? "" : ", " + discarded + " discarded");
        if (!stillFails(packet, thrown)) {
            List<byte[]> all = generator.dictionary(dictionary.get()).stream()
                    .limit(number - 1L)
                    .toList();
            return new PropertyFailure(body.name(), packet, thrown)
                    .line("try", tried)
                    .line("alone", "it passes: it takes packets before it, or is not the same each time")
                    .line("seed", seed)
                    .line("saved", found.saveSequence(all, packet))
                    .error();
        }
        byte[] small = PacketShrinker.shrink(packet, candidate -> stillFails(candidate, thrown), MOST_SHRINKING);
        before.restore();
        Throwable last = body.on(small);
        return new PropertyFailure(body.name(), small, last == null ? thrown : last)
                .line("try", tried)
                .line("smaller", "from " + packet.length + " to " + small.length + " bytes")
                .line("seed", seed)
                .line("saved", found.add(small))
                .error();
    }

    /** Tries it with maps as they were; none of the captures that failed assertions leave is wanted of that. */
    private boolean stillFails(byte[] candidate, Throwable thrown) {
        before.restore();
        CurrentTest.set(() -> {
            throw new IllegalStateException("a smaller packet is tried");
        });
        try {
            return body.fails(candidate, thrown.getClass());
        } finally {
            name.run();
        }
    }
}
