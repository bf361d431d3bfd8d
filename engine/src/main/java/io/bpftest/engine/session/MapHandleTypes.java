package io.bpftest.engine.session;

import io.bpftest.engine.kernel.FileDescriptor;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.map.BloomFilterMap;
import io.bpftest.engine.map.CgroupArrayMap;
import io.bpftest.engine.map.CpuMapTyped;
import io.bpftest.engine.map.DevMapTyped;
import io.bpftest.engine.map.EventMap;
import io.bpftest.engine.map.LocalStorageMap;
import io.bpftest.engine.map.LpmTrieMap;
import io.bpftest.engine.map.MapInMapTyped;
import io.bpftest.engine.map.OpaqueMap;
import io.bpftest.engine.map.PerCpuTypedMap;
import io.bpftest.engine.map.ProgramArrayMap;
import io.bpftest.engine.map.QueueMap;
import io.bpftest.engine.map.SocketTypedMap;
import io.bpftest.engine.map.StackTraceMap;
import io.bpftest.engine.map.TypedMap;
import io.bpftest.engine.map.UserRingMap;
import io.bpftest.engine.map.XskMapTyped;
import io.bpftest.map.BloomFilter;
import io.bpftest.map.CgroupArray;
import io.bpftest.map.CpuMap;
import io.bpftest.map.DevMap;
import io.bpftest.map.KernelMap;
import io.bpftest.map.KernelQueue;
import io.bpftest.map.LocalStorage;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.MapInMap;
import io.bpftest.map.MapType;
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.PerfEvents;
import io.bpftest.map.Prefix;
import io.bpftest.map.ProgramArray;
import io.bpftest.map.RingBuffer;
import io.bpftest.map.SocketMap;
import io.bpftest.map.StackTraces;
import io.bpftest.map.UserRingBuffer;
import io.bpftest.map.XskMap;
import java.nio.channels.NetworkChannel;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The map handles there are: a new kind of map is a line here. The first that fits a kind is the one that messages
 * recommend and that shows such a map to a reader.
 */
final class MapHandleTypes {

    private static final List<MapHandleType> ALL = List.of(
            new MapHandleType(
                    KernelMap.class,
                    EnumSet.of(MapType.HASH, MapType.LRU_HASH, MapType.RHASH, MapType.ARRAY),
                    map -> new TypedMap<>(map.target(), map.key(0), map.value(1))),
            new MapHandleType(
                    PerCpuMap.class,
                    EnumSet.of(MapType.PERCPU_HASH, MapType.LRU_PERCPU_HASH, MapType.PERCPU_ARRAY),
                    map -> new PerCpuTypedMap<>(map.target(), map.key(0), map.value(1), Kernel.possibleCpus())),
            new MapHandleType(
                    LpmTrie.class, EnumSet.of(MapType.LPM_TRIE), map -> new LpmTrieMap<>(map.target(), map.value(0))),
            new MapHandleType(
                    KernelMap.class,
                    EnumSet.of(MapType.LPM_TRIE),
                    arguments -> arguments.get(0) == Prefix.class,
                    map -> new LpmTrieMap<>(map.target(), map.value(1))),
            new MapHandleType(
                    SocketMap.class,
                    EnumSet.of(MapType.SOCKMAP, MapType.SOCKHASH, MapType.REUSEPORT_SOCKARRAY),
                    map -> new SocketTypedMap<>(map.target(), map.key(0))),
            new MapHandleType(
                    KernelQueue.class,
                    EnumSet.of(MapType.QUEUE, MapType.STACK),
                    map -> new QueueMap<>(map.target(), map.value(0))),
            new MapHandleType(
                    BloomFilter.class,
                    EnumSet.of(MapType.BLOOM_FILTER),
                    map -> new BloomFilterMap<>(map.target(), map.value(0))),
            new MapHandleType(
                    StackTraces.class, EnumSet.of(MapType.STACK_TRACE), map -> new StackTraceMap(map.target())),
            new MapHandleType(
                    ProgramArray.class, EnumSet.of(MapType.PROG_ARRAY), map -> new ProgramArrayMap(map.target())),
            new MapHandleType(
                    CgroupArray.class, EnumSet.of(MapType.CGROUP_ARRAY), map -> new CgroupArrayMap(map.target())),
            new MapHandleType(
                    MapInMap.class,
                    EnumSet.of(MapType.ARRAY_OF_MAPS, MapType.HASH_OF_MAPS),
                    map -> new MapInMapTyped<>(
                            map.target(), map.key(0), map.innerMaps(), inner -> map.inner(1, inner))),
            new MapHandleType(
                    DevMap.class,
                    EnumSet.of(MapType.DEVMAP, MapType.DEVMAP_HASH),
                    map -> new DevMapTyped(map.target())),
            new MapHandleType(CpuMap.class, EnumSet.of(MapType.CPUMAP), map -> new CpuMapTyped(map.target())),
            new MapHandleType(XskMap.class, EnumSet.of(MapType.XSKMAP), map -> new XskMapTyped(map.target())),
            new MapHandleType(
                    RingBuffer.class,
                    EnumSet.of(MapType.RINGBUF),
                    map -> new EventMap<>(map.target(), map.ringEvents())),
            // Only a test that names its events opens perf buffers: a reader's would come after the events.
            new MapHandleType(
                    PerfEvents.class,
                    EnumSet.of(MapType.PERF_EVENT_ARRAY),
                    map -> map.isForDisplay()
                            ? new OpaqueMap(map.target())
                            : new EventMap<>(map.target(), map.perfEvents())),
            new MapHandleType(
                    UserRingBuffer.class,
                    EnumSet.of(MapType.USER_RINGBUF),
                    map -> map.isForDisplay()
                            ? new OpaqueMap(map.target())
                            : new UserRingMap<>(map.target(), map::sent)),
            storage(MapType.SK_STORAGE, NetworkChannel.class, FileDescriptor::of),
            storage(MapType.INODE_STORAGE, Path.class, FileDescriptor::open),
            storage(MapType.CGRP_STORAGE, Path.class, FileDescriptor::open),
            storage(MapType.TASK_STORAGE, ProcessHandle.class, FileDescriptor::of),
            storage(MapType.TASK_STORAGE, Thread.class, FileDescriptor::of));

    private MapHandleTypes() {}

    /** A local storage, whose owners are of a Java class. */
    private static <O> MapHandleType storage(MapType kind, Class<O> owner, Function<O, FileDescriptor> open) {
        return new MapHandleType(
                LocalStorage.class,
                EnumSet.of(kind),
                arguments -> arguments.get(0) instanceof Class<?> given && owner.isAssignableFrom(given),
                map -> map.isForDisplay()
                        ? new OpaqueMap(map.target())
                        : new LocalStorageMap<>(map.target(), open, map.value(1)));
    }

    /** The handles that fit a kind of map, the best first. */
    static List<MapHandleType> of(MapType kind) {
        return ALL.stream().filter(type -> type.kinds().contains(kind)).toList();
    }

    /** The handle that is recommended for a kind of map; none for kinds that no handle here reads. */
    static Optional<MapHandleType> bestFor(MapType kind) {
        return of(kind).stream().findFirst();
    }
}
