package io.bpftest.engine.replay;

import io.bpftest.program.ReplayOptions;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What the threads of a replay share.
 *
 * @param workers how many they are
 * @param runners makes what runs the program, in the thread that uses it
 */
record ReplayPlan(
        Path capture,
        ReplayOptions options,
        int workers,
        Supplier<FrameRunner> runners,
        Outcomes outcomes,
        ReplayLog log,
        ReplayStop stop) {}
