package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.NetworkInterfaces;
import io.bpftest.engine.map.MapRefusal.Operation;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.DevMap;
import io.bpftest.map.MapProgram;
import org.jspecify.annotations.Nullable;

/** Devmap and devmap_hash: {@code struct bpf_devmap_val}, or the index of the interface alone. */
public final class DevMapTyped extends ReadableSlots<DevMap.Target> implements DevMap {

    private final SlotPrograms programs;

    /** Makes the handle of a map. */
    public DevMapTyped(MapTarget target) {
        super(target);
        this.programs = new SlotPrograms(this, "struct bpf_devmap_val", "xdp/devmap");
    }

    @Override
    public void put(int key, String networkInterface) {
        set(key, index(networkInterface), null);
    }

    @Override
    public void put(int key, int interfaceIndex) {
        set(key, interfaceIndex, null);
    }

    @Override
    public void put(int key, String networkInterface, MapProgram program) {
        set(key, index(networkInterface), program);
    }

    private void set(int key, int interfaceIndex, @Nullable MapProgram program) {
        if (NetworkInterfaces.nameOf(interfaceIndex).isEmpty()) {
            throw noInterface("index " + interfaceIndex);
        }
        int error = write(key, interfaceIndex, programs.descriptor(program));
        if (Errno.EINVAL.is(error)) {
            throw programs.refused(program, error);
        } else if (error < 0) {
            throw calls().refused(Operation.WRITE, error);
        }
    }

    private int index(String name) {
        int index = NetworkInterfaces.indexOf(name);
        if (index == 0) {
            throw noInterface("name \"" + name + "\"");
        }
        return index;
    }

    private MapAccessException noInterface(String what) {
        return doesNotTake(
                "an interface that is not there",
                "no interface of " + what + " in this thread's network namespace",
                "an interface of this network namespace",
                "create it first, such as with ip link add");
    }

    @Override
    DevMap.Target read(long value) {
        int index = NativeMemory.getInt(value);
        int program = programs.number(value);
        return new DevMap.Target(index, NetworkInterfaces.nameOf(index), SlotPrograms.name(program));
    }
}
