package io.bpftest.engine.replay;

import io.bpftest.program.PacketRun;
import java.nio.ByteBuffer;

/** Runs a program on frames in native memory; for the thread that made it. */
public interface FrameRunner {

    /** Runs the program; gives 0 or a negative errno. */
    int run(long frame, int length);

    /** The program's return value in the last run. */
    int returnValue();

    /** How long what came out of the last run is. */
    int outputSize();

    /** Where what came out of the last run is, until the next. */
    long outputAddress();

    /** What came out of the last run: what remains of a direct buffer, which the next run writes over. */
    ByteBuffer output();

    /** Gives the last run as tests see it. */
    PacketRun typed(byte[] input);

    /** Tells whether an error is about the packet, and not about the program or the kernel. */
    boolean isAboutPacket(int error);

    /** Says why a run failed. */
    RuntimeException failure(int error, int length);
}
