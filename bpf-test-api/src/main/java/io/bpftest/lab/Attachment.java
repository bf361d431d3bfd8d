package io.bpftest.lab;

import io.bpftest.program.Program;

/**
 * A program at a hook of the kernel. What it is attached to makes it, such as {@link LabInterface#attach}, and closes it
 * at the latest when it is closed itself; the kernel detaches when this JVM ends, however it ends.
 */
public interface Attachment extends AutoCloseable {

    /** The attached program. */
    Program program();

    /** The hook in words, such as {@code eth0 of host a, XDP native}. */
    String hook();

    /** Tells whether the program is attached: that is so until this or what it is attached to is closed. */
    boolean isAttached();

    /** Detaches the program; the second time it does nothing. */
    @Override
    void close();
}
