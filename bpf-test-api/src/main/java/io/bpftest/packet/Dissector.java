package io.bpftest.packet;

import org.jspecify.annotations.Nullable;

/** Reads one kind of header. */
@FunctionalInterface
interface Dissector {

    /**
     * Reads the header at which the walk stands, if it is all there.
     *
     * @return what reads the bytes after it; null if they are payload, or no header was there
     */
    @Nullable
    Dissector read(Dissection frame);
}
