package io.bpftest.engine.place;

import io.bpftest.engine.ffi.Native;
import io.bpftest.lab.Attachment;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Where a test's system calls are made, and in whose threads. */
interface CallSite {

    /** What the place is called, such as {@code cgroup test-1}. */
    String title();

    /** Does work in a thread in the place; gives what it gives. */
    <T> T onSite(Supplier<T> work);

    /** The programs that decide about calls made there. */
    List<Attachment> deciding();

    /** What is closed with the place. */
    PlaceContents contents();

    /** Makes a call that gives a negative number on failure; gives that number's errno, positive, or 0. */
    static int errno(IntSupplier call) {
        return call.getAsInt() < 0 ? Native.errno() : 0;
    }
}
