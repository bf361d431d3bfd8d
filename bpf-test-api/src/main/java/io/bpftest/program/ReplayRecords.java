package io.bpftest.program;

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
}
