package io.bpftest.map;

/** A socket of this process that is known by its file descriptor, as Java's own are not. */
public interface KernelSocket {

    /** Its file descriptor, owned by it; -1 once it is closed. */
    int descriptor();
}
