package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import java.util.ArrayList;
import java.util.List;

/** What maps have in common that hold things of the kernel by 32-bit keys: what goes in is never what comes out. */
abstract class SlotMap implements LiveMap {

    /** A key, and behind it a value; the largest, {@code struct bpf_devmap_val} and its kin, have 8 bytes. */
    private static final int ROOM = 2 * Long.BYTES;

    private final MapTarget target;
    private final MapCalls calls;

    SlotMap(MapTarget target) {
        this.target = target;
        this.calls = new MapCalls(target);
    }

    @Override
    public final MapTarget target() {
        return target;
    }

    @Override
    public final MapInfo info() {
        return target.info();
    }

    /** Most of these maps cannot be read; those that can show what they hold. */
    @Override
    public MapState state(int limit) {
        return new OpaqueMap(target).state(limit);
    }

    @Override
    public String toString() {
        return "map \"" + info().name() + "\"";
    }

    final MapCalls calls() {
        return calls;
    }

    /** Sets a slot to one or two 32-bit numbers; gives 0 or what libbpf gives. */
    final int write(int key, int first, int second) {
        long address = at(key);
        NativeMemory.putInt(address + Long.BYTES, first);
        NativeMemory.putInt(address + Long.BYTES + Integer.BYTES, second);
        return calls.tryUpdate(address, address + Long.BYTES, MapCalls.BPF_ANY);
    }

    /** Gives the address of what a slot holds, until the thread's next use of scratch; 0 where it holds nothing. */
    final long find(int key) {
        long address = at(key);
        return calls.lookup(address, address + Long.BYTES) ? address + Long.BYTES : 0;
    }

    /** Empties a slot; tells whether it held something, for kinds whose deletion does. */
    final boolean empty(int key) {
        return calls.delete(at(key));
    }

    /** The keys that the kernel iterates over: of an array, all indexes. */
    final List<Integer> keys() {
        List<Integer> keys = new ArrayList<>();
        long next = Scratch.of(ROOM);
        long key = 0;
        for (long step = 0; step < calls.mostSteps() && calls.next(key, next); step++) {
            keys.add(NativeMemory.getInt(next));
            key = next;
        }
        return keys;
    }

    /** Explains what the kernel refused to take in, for errors that this kind gives a meaning of its own. */
    final MapAccessException doesNotTake(String what, String found, String required, String remedy) {
        return new MapAccessException(new Problem(
                "Map \"" + info().name() + "\" (" + info().type() + ") does not take " + what,
                found,
                required,
                remedy));
    }

    /** As {@link #doesNotTake(String, String, String, String)}, where the kernel's error is all that is known. */
    final MapAccessException doesNotTake(String what, int error, String required, String remedy) {
        return doesNotTake(what, Errno.text(error), required, remedy);
    }

    private static long at(int key) {
        long address = Scratch.of(ROOM);
        NativeMemory.putInt(address, key);
        return address;
    }
}
