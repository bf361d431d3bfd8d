package io.bpftest.packet;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Makes a packet smaller while something stays true of it: first fewer bytes, then bytes of zero. Lengths and
 * checksums that are right stay so.
 */
public final class PacketShrinker {

    private final Predicate<byte[]> wanted;
    private int tries;
    private byte[] smallest;

    private PacketShrinker(byte[] packet, Predicate<byte[]> wanted, int tries) {
        this.smallest = packet;
        this.wanted = wanted;
        this.tries = tries;
    }

    /**
     * Gives the smallest packet that was found, the packet itself if there is none.
     *
     * @param packet for which the predicate is true
     * @param wanted what is to stay true, such as that a test still fails
     * @param tries how often the predicate is asked at most
     */
    public static byte[] shrink(byte[] packet, Predicate<byte[]> wanted, int tries) {
        return new PacketShrinker(packet.clone(), wanted, tries).shrunk();
    }

    private byte[] shrunk() {
        // What is sound stays so: a reader would wonder about wrong lengths that have nothing to do with it.
        takes(PacketRepair.repaired(smallest));
        byte[] before;
        do {
            before = smallest;
            cutEnd();
            cutMiddles();
            clear();
        } while (tries > 0 && smallest != before);
        return smallest;
    }

    /** Takes bytes from the end, all that it may first, then half of that, and so on. */
    private void cutEnd() {
        int step = Math.max(0, smallest.length - MutatedPackets.ETHERNET_HEADER);
        while (step > 0 && tries > 0) {
            int length = smallest.length - step;
            if (length < MutatedPackets.ETHERNET_HEADER || !takes(Arrays.copyOf(smallest, length))) {
                step /= 2;
            }
        }
    }

    /** Takes bytes from within: tags, options, extension headers. */
    private void cutMiddles() {
        for (int size : new int[] {64, 40, 20, 16, 8, 4}) {
            int at = 12;
            while (at + size < smallest.length && tries > 0) {
                byte[] shorter = new byte[smallest.length - size];
                System.arraycopy(smallest, 0, shorter, 0, at);
                System.arraycopy(smallest, at + size, shorter, at, shorter.length - at);
                if (!takes(shorter)) {
                    at += 2;
                }
            }
        }
    }

    private void clear() {
        for (int size : new int[] {16, 4, 2, 1}) {
            for (int at = 0; at < smallest.length && tries > 0; at += size) {
                byte[] simpler = smallest.clone();
                Arrays.fill(simpler, at, Math.min(smallest.length, at + size), (byte) 0);
                takes(simpler);
            }
        }
    }

    @CanIgnoreReturnValue
    private boolean takes(byte[] shorter) {
        boolean sound = Arrays.equals(PacketRepair.repaired(smallest), smallest);
        byte[] candidate = sound ? PacketRepair.repaired(shorter) : shorter;
        if (tries <= 0 || Arrays.equals(candidate, smallest)) {
            return false;
        }
        tries--;
        if (!wanted.test(candidate.clone())) {
            return false;
        }
        smallest = candidate;
        return true;
    }
}
