package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;

/** The interfaces of the calling thread's network namespace, those without an address too, unlike the JDK's. */
public final class NetworkInterfaces {

    /** {@code IF_NAMESIZE}. */
    private static final int NAME_SIZE = 16;

    private NetworkInterfaces() {}

    /** The name of an interface; empty where there is none of this index. */
    public static String nameOf(int index) {
        long name = Scratch.of(NAME_SIZE);
        return index == 0 || Native.libc().if_indextoname(index, name) == 0 ? "" : NativeMemory.getString(name);
    }

    /** The index of an interface; 0 where there is none of this name. */
    public static int indexOf(String name) {
        return Native.libc().if_nametoindex(name);
    }
}
