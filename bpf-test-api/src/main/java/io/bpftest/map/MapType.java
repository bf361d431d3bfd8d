package io.bpftest.map;

/** The map types of {@code enum bpf_map_type}, in the kernel's order: the ordinal is the kernel's number. */
public enum MapType {
    UNSPEC,
    HASH,
    ARRAY,
    PROG_ARRAY,
    PERF_EVENT_ARRAY,
    PERCPU_HASH,
    PERCPU_ARRAY,
    STACK_TRACE,
    CGROUP_ARRAY,
    LRU_HASH,
    LRU_PERCPU_HASH,
    LPM_TRIE,
    ARRAY_OF_MAPS,
    HASH_OF_MAPS,
    DEVMAP,
    SOCKMAP,
    CPUMAP,
    XSKMAP,
    SOCKHASH,
    CGROUP_STORAGE,
    REUSEPORT_SOCKARRAY,
    PERCPU_CGROUP_STORAGE,
    QUEUE,
    STACK,
    SK_STORAGE,
    DEVMAP_HASH,
    STRUCT_OPS,
    RINGBUF,
    INODE_STORAGE,
    TASK_STORAGE,
    BLOOM_FILTER,
    USER_RINGBUF,
    CGRP_STORAGE,
    ARENA,
    INSN_ARRAY,
    /** A hash table that grows and shrinks with what it holds. */
    RHASH,
    /** A type that is newer than this list; {@link MapInfo#typeNumber()} has its number. */
    UNKNOWN;

    /** Gives the type of a kernel's number, {@link #UNKNOWN} for one this list lacks. */
    public static MapType of(int number) {
        return number >= 0 && number < UNKNOWN.ordinal() ? values()[number] : UNKNOWN;
    }

    /** True for the kinds that hold one value for each possible CPU. */
    public boolean isPerCpu() {
        return this == PERCPU_HASH || this == PERCPU_ARRAY || this == LRU_PERCPU_HASH;
    }

    /** True for the kinds whose entries always exist: they are indexed from 0 and cannot be deleted. */
    public boolean isArray() {
        return this == ARRAY || this == PERCPU_ARRAY;
    }
}
