package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.replay.FrameRunner;
import io.bpftest.program.ClassicFilterRun;
import io.bpftest.program.PacketRun;
import java.nio.ByteBuffer;

/** Runs a classic filter on the frames of a capture; nothing comes out of it but how much it accepts. */
final class ClassicRunner implements FrameRunner {

    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

    private final ClassicFilterHandle filter;
    private final FilteredPairs pairs;
    private int accepted;

    ClassicRunner(ClassicFilterHandle filter, FilteredPairs pairs) {
        this.filter = filter;
        this.pairs = pairs;
    }

    @Override
    public int run(long frame, int length) {
        accepted = length == 0 ? -Errno.EINVAL.number() : pairs.send(frame, length);
        return Math.min(0, accepted);
    }

    @Override
    public int returnValue() {
        return accepted;
    }

    @Override
    public int outputSize() {
        return 0;
    }

    @Override
    public long outputAddress() {
        return 0;
    }

    @Override
    public ByteBuffer output() {
        return NOTHING;
    }

    @Override
    public PacketRun typed(byte[] input) {
        return new ClassicFilterRun(filter, input, accepted);
    }

    @Override
    public boolean isAboutPacket(int error) {
        return Errno.EINVAL.is(error) || Errno.EMSGSIZE.is(error);
    }

    @Override
    public RuntimeException failure(int error, int length) {
        return filter.failure(error, length);
    }
}
