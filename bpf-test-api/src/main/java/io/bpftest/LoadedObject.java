package io.bpftest;

import io.bpftest.map.BloomFilter;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.KernelMap;
import io.bpftest.map.KernelQueue;
import io.bpftest.map.LocalStorage;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.MapInMap;
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.PerfEvents;
import io.bpftest.map.RingBuffer;
import io.bpftest.map.SocketMap;
import io.bpftest.map.UserRingBuffer;
import io.bpftest.program.Program;
import io.bpftest.program.VerifierFigures;
import java.lang.reflect.Type;
import java.util.List;

/** An object in the kernel. Closing it frees its programs and maps, and ends its handles. */
public interface LoadedObject extends AutoCloseable {

    /** The name of the file the object was made from. */
    String name();

    /**
     * Gives a handle of a loaded program.
     *
     * @throws io.bpftest.error.UnknownNameException if there is none, or it was not loaded
     * @throws io.bpftest.error.WrongHandleException if the handle does not fit the program's type
     */
    <P extends Program> P program(String name, Class<P> handle);

    /**
     * Gives a handle of the only loaded program that it fits.
     *
     * @throws io.bpftest.error.AmbiguousProgramException if there are several
     */
    <P extends Program> P program(Class<P> handle);

    /**
     * Gives what the verifier tells of its work on a program; as {@link Program#verifierFigures()}, without a handle.
     *
     * @throws io.bpftest.error.UnknownNameException if there is no such program, or it was not loaded
     */
    VerifierFigures verifierFigures(String program);

    /**
     * Gives a handle of a map as the generic type of a field or parameter asks for it, such as
     * {@code KernelMap<Inet4Address, Long>}.
     *
     * @throws io.bpftest.error.UnknownNameException if there is no such map; lists those that exist
     * @throws io.bpftest.error.WrongHandleException if the handle does not fit the map's type
     * @throws io.bpftest.error.ConversionException if a Java type does not fit the C type's size
     */
    BpfMapHandle map(String name, Type handle);

    /**
     * Gives a handle that has no Java types of its own, such as {@link io.bpftest.map.DevMap}; otherwise as
     * {@link #map(String, Type)}.
     */
    default <H extends BpfMapHandle> H map(String name, Class<H> handle) {
        return handle.cast(map(name, (Type) handle));
    }

    /** Gives a hash, LRU hash or array; otherwise as {@link #map(String, Type)}. */
    <K, V> KernelMap<K, V> map(String name, Class<K> key, Class<V> value);

    /** Gives a per-CPU hash, LRU hash or array; otherwise as {@link #map(String, Type)}. */
    <K, V> PerCpuMap<K, V> perCpuMap(String name, Class<K> key, Class<V> value);

    /** Gives a longest-prefix-match trie; otherwise as {@link #map(String, Type)}. */
    <V> LpmTrie<V> lpmTrie(String name, Class<V> value);

    /** Gives a queue or stack; otherwise as {@link #map(String, Type)}. */
    <V> KernelQueue<V> queue(String name, Class<V> value);

    /** Gives a Bloom filter; otherwise as {@link #map(String, Type)}. */
    <V> BloomFilter<V> bloomFilter(String name, Class<V> value);

    /** Gives a ring buffer; otherwise as {@link #map(String, Type)}. */
    <E> RingBuffer<E> ringBuffer(String name, Class<E> event);

    /** Gives a perf event array and begins to receive what it sends; otherwise as {@link #map(String, Type)}. */
    <E> PerfEvents<E> perfEvents(String name, Class<E> event);

    /** Gives a user ring buffer; otherwise as {@link #map(String, Type)}. */
    <E> UserRingBuffer<E> userRingBuffer(String name, Class<E> sample);

    /** Gives a sockmap, sockhash or array of reuseport sockets; otherwise as {@link #map(String, Type)}. */
    <K> SocketMap<K> socketMap(String name, Class<K> key);

    /** Gives a local storage; otherwise as {@link #map(String, Type)}. */
    <O, V> LocalStorage<O, V> localStorage(String name, Class<O> owner, Class<V> value);

    /** Gives a map of hashes, LRU hashes or arrays; otherwise as {@link #map(String, Type)}. */
    <K, I, V> MapInMap<K, KernelMap<I, V>> mapInMap(String name, Class<K> key, Class<I> innerKey, Class<V> innerValue);

    /**
     * Gives a global variable as a Java type: a class, or a generic type such as {@code List<Integer>}.
     *
     * @throws io.bpftest.error.UnknownNameException if there is none; lists those that exist
     * @throws io.bpftest.error.ConversionException if the Java type does not fit the C type
     */
    GlobalVariable<?> global(String name, Type type);

    /** Gives a global variable; otherwise as {@link #global(String, Type)}. */
    @SuppressWarnings("unchecked") // a variable of exactly this type
    default <T> GlobalVariable<T> global(String name, Class<T> type) {
        return (GlobalVariable<T>) global(name, (Type) type);
    }

    /** The maps, untyped. */
    List<BpfMapHandle> maps();

    /**
     * Remembers what the maps and globals hold.
     *
     * @throws io.bpftest.error.InjectionException if the object has a map of a kind that cannot be restored; names it
     */
    Checkpoint checkpoint();

    /** Frees everything; a second call does nothing. */
    @Override
    void close();

    /** What an object's maps and globals held. */
    @FunctionalInterface
    interface Checkpoint {

        /** Gives the maps and globals that content again. */
        void restore();
    }
}
