package io.bpftest.program;

import java.util.SortedMap;

/** What became of each packet of a replay, kept outside of memory; engines implement this. */
public interface ReplayRecords {

    /** How many packets there are. */
    long size();

    /**
     * Reads one.
     *
     * @param index its place among those that were replayed, from 0
     */
    ReplayedPacket read(long index);

    /** Counts the packets by protocol and verdict; see {@link Replay#countsByProtocol}. */
    SortedMap<String, SortedMap<String, Long>> counts();
}
