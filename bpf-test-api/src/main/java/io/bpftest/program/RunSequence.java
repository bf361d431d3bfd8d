package io.bpftest.program;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runs of a sequence of packets, in their order; what the programs keep in maps went on from each to the next.
 *
 * <p>Holds each packet as it went in and as it came out; for more packets than fit into memory there is {@link
 * PacketReadingProgram#runEach}.
 *
 * @param <R> what a run gives
 */
public final class RunSequence<R extends PacketRun> implements Iterable<R> {

    private final List<R> runs;

    RunSequence(List<R> runs) {
        this.runs = List.copyOf(runs);
    }

    /** How many packets ran; at least one. */
    public int size() {
        return runs.size();
    }

    /**
     * Gives the run of a packet.
     *
     * @param number from 1
     * @throws IndexOutOfBoundsException if there are not that many
     */
    public R run(int number) {
        return runs.get(number - 1);
    }

    /** The runs in their order. */
    public List<R> runs() {
        return runs;
    }

    /** The runs whose packet passed, in their order; see {@link PacketDecision#passes}. */
    public List<R> passed() {
        return runs.stream()
                .filter(run -> run instanceof PacketDecision decision && decision.passes())
                .toList();
    }

    /** The runs whose packet was dropped, in their order; see {@link PacketDecision#drops}. */
    public List<R> dropped() {
        return runs.stream()
                .filter(run -> run instanceof PacketDecision decision && decision.drops())
                .toList();
    }

    /** The runs in their order. */
    public Stream<R> stream() {
        return runs.stream();
    }

    @Override
    public Iterator<R> iterator() {
        return runs.iterator();
    }

    @Override
    public String toString() {
        return runs.size() + (runs.size() == 1 ? " run, " : " runs, the last: ") + run(size());
    }
}
