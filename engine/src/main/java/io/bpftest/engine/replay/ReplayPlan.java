package io.bpftest.engine.replay;

import io.bpftest.program.ReplayOptions;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What the threads of a replay share.
 *
 * @param workers how many they are
 * @param runners makes what runs the program, in the thread that uses it
 * @param stop set to have all of them end
 */
record ReplayPlan(
        Path capture,
        ReplayOptions options,
        int workers,
        Supplier<FrameRunner> runners,
        Outcomes outcomes,
        ReplayLog log,
        AtomicBoolean stop) {}
