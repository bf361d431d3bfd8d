package io.bpftest.program;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What one test run of a syscall program gave. */
public final class SyscallRun extends Run {

    private final byte[] input;
    private final byte[] context;

    /**
     * Records a run; engines call this.
     *
     * @param input the context as it went in; not copied
     * @param context the context as the program left it; not copied
     * @param returnValue the program's return value, as 32 bits
     */
    public SyscallRun(Program program, byte[] input, byte[] context, int returnValue) {
        super(program, returnValue);
        this.input = input;
        this.context = context;
    }

    /** The bytes of the context as they went in. */
    public byte[] input() {
        return input.clone();
    }

    /** The bytes of the context as the program left them: as many as went in. */
    public byte[] context() {
        return context.clone();
    }

    /** The context as the program left it, to be read member by member: a buffer of its own in native byte order. */
    public ByteBuffer contextBuffer() {
        return ByteBuffer.wrap(context()).order(ByteOrder.nativeOrder());
    }

    /**
     * The context as the program left it, as a Java type that fits the program's struct.
     *
     * @throws io.bpftest.error.ConversionException if it does not fit
     */
    public <C> C context(Class<C> type) {
        return ((SyscallProgram) program()).contextAs(type, context);
    }
}
