package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.replay.FrameRunner;
import io.bpftest.error.PacketException;
import io.bpftest.program.PacketRun;
import java.nio.ByteBuffer;

/** Runs a handle's program on the frames of a capture, with the buffers of the thread that made it. */
final class HandleRunner implements FrameRunner {

    private final PacketReadingHandle<?, ?> handle;
    private final TestRun run = TestRun.ofThread();
    private final int program;
    private int outputFrom;
    private int outputSize;

    HandleRunner(PacketReadingHandle<?, ?> handle) {
        this.handle = handle;
        this.program = handle.fd();
    }

    @Override
    public int run(long frame, int length) {
        if (length < RunErrors.SHORTEST) {
            return -Errno.EINVAL.number();
        }
        int error;
        try {
            error = handle.execute(run, program, frame, length);
        } catch (PacketException e) {
            // Known before the kernel says so.
            return -Errno.EINVAL.number();
        }
        if (error >= 0) {
            outputFrom = handle.outputFrom(run);
            outputSize = run.outputSize() - outputFrom;
            handle.complete(frame, outputAddress(), outputSize);
        }
        return error;
    }

    @Override
    public int returnValue() {
        return run.returnValue();
    }

    @Override
    public int outputSize() {
        return outputSize;
    }

    @Override
    public long outputAddress() {
        return run.outputAddress() + outputFrom;
    }

    @Override
    public ByteBuffer output() {
        return run.output(outputFrom);
    }

    @Override
    public PacketRun typed(byte[] input) {
        return handle.result(input, run);
    }

    @Override
    public boolean isAboutPacket(int error) {
        return Errno.EINVAL.is(error) || Errno.ENOMEM.is(error) || Errno.E2BIG.is(error);
    }

    @Override
    public RuntimeException failure(int error, int length) {
        return handle.failure(error, length, run, null);
    }
}
