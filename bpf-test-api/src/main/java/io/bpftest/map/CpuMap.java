package io.bpftest.map;

import java.util.Map;
import java.util.Optional;

/**
 * A cpumap: the CPUs that an XDP program hands frames over to, with the length of each one's queue. Linux 4.15 or newer;
 * programs of its entries 5.9, with values of {@code struct bpf_cpumap_val}. Each entry makes the kernel start a thread on
 * that CPU.
 */
public interface CpuMap extends BpfMapHandle {

    /**
     * What is set for a CPU.
     *
     * @param queueSize how many frames wait at most, 1 to 16384
     * @param program the name of the program that runs on that CPU for each frame, cut to 15 characters; empty for none
     */
    record Target(int queueSize, Optional<String> program) {
        @Override
        public String toString() {
            return "queue of " + queueSize
                    + program.map(name -> " through " + name).orElse("");
        }
    }

    /**
     * Sets a CPU's queue.
     *
     * @param cpu a possible CPU's number, below {@code max_entries}
     * @param queueSize how many frames wait at most, 1 to 16384
     * @throws io.bpftest.error.MapAccessException if there is no such CPU or index, or the size is out of range
     */
    void put(int cpu, int queueSize);

    /**
     * Sets a CPU's queue, with a program that runs on that CPU for each frame.
     *
     * @param program an XDP program of section {@code xdp/cpumap}
     * @throws io.bpftest.error.MapAccessException as {@link #put(int, int)}, or if the program is no such program, or if the
     *     map's values have no room for one
     */
    void put(int cpu, int queueSize, MapProgram program);

    /** Gives what is set for a CPU; empty where nothing. */
    Optional<Target> get(int cpu);

    /** Gives what is set, by CPU. */
    Map<Integer, Target> toMap();

    /** Takes a CPU out and tells whether it was in. */
    boolean remove(int cpu);

    /** Takes all CPUs out. */
    default void clear() {
        toMap().keySet().forEach(this::remove);
    }
}
