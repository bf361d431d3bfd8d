package io.bpftest.engine.attach;

import io.bpftest.lab.Attachment;
import io.bpftest.program.Program;

/** An attachment that ends by doing something once. */
public class Held implements Attachment {

    private final Program program;
    private final String hook;
    private final Runnable detach;
    private boolean closed;

    /**
     * Takes over what is attached.
     *
     * @param hook the hook in words
     * @param detach detaches the program
     */
    public Held(Program program, String hook, Runnable detach) {
        this.program = program;
        this.hook = hook;
        this.detach = detach;
    }

    @Override
    public Program program() {
        return program;
    }

    @Override
    public final String hook() {
        return hook;
    }

    @Override
    public final synchronized boolean isAttached() {
        return !closed;
    }

    @Override
    public final synchronized void close() {
        if (!closed) {
            closed = true;
            detach.run();
        }
    }

    @Override
    public String toString() {
        return program() + " at " + hook;
    }
}
