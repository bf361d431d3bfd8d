package io.bpftest.engine.replay;

import io.bpftest.error.CaptureDamagedException;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.PacketSourceException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapState;
import io.bpftest.program.PacketReadingProgram;
import io.bpftest.program.Replay;
import io.bpftest.program.ReplayOptions;
import io.bpftest.spi.record.RecordedTable;
import io.bpftest.spi.record.TestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Replays captures.
 *
 * @param program what packets run through
 * @param tag the kernel's tag of it
 * @param stateless whether no packet can matter to another
 * @param runners makes what runs it, in the thread that uses it
 * @param maps gives what its maps hold
 */
public record Replayer(
        PacketReadingProgram<?, ?> program,
        String tag,
        boolean stateless,
        Supplier<FrameRunner> runners,
        Supplier<List<MapState>> maps) {

    /** A shorter file is done before other threads have begun, in bytes. */
    private static final long SHORT_FILE = 1 << 20;

    /** Replays a capture; see {@link PacketReadingProgram#replay(Path, ReplayOptions)}. */
    public Replay replay(Path capture, ReplayOptions options) {
        Path file = capture.toAbsolutePath();
        int threads = threads(file, options);
        Outcomes outcomes = new Outcomes();
        ReplayLog log = new ReplayLog(outcomes);
        ReplayPlan plan = new ReplayPlan(file, options, threads, runners, outcomes, log, new AtomicBoolean());
        ReplayWorker first = new ReplayWorker(plan, 0);
        CaptureDamagedException damage = null;
        try {
            runAll(plan, first);
        } catch (CaptureDamagedException e) {
            if (!options.endsAtDamage() || first.read() == 0) {
                throw behind(e, first.read());
            }
            damage = e;
        }
        // All threads have read as far as the first did.
        log.end(first.read());
        if (log.size() == 0) {
            throw nothing(file, options);
        }
        Replay replay = new Replay(program, file, options, tag, log, maps.get(), damage);
        TestRecord record = TestRecord.ofThread();
        if (record != null) {
            record.table(new RecordedTable(
                    "Replay of " + file.getFileName() + " through " + program,
                    replay.counts(),
                    List.of(),
                    options.outputs()));
        }
        return replay;
    }

    private int threads(Path file, ReplayOptions options) {
        long size;
        try {
            size = Files.size(file);
        } catch (IOException e) {
            throw new FileMissingException(new Problem(
                    "There is no capture " + file,
                    e.toString(),
                    "a .pcap or .pcapng file",
                    "check the path; a relative one starts at the JVM's working directory"));
        }
        boolean all =
                switch (options.order()) {
                    case AUTOMATIC -> stateless && size >= SHORT_FILE;
                    case IN_ORDER -> false;
                    case ON_ALL_CORES -> true;
                };
        return all ? Runtime.getRuntime().availableProcessors() : 1;
    }

    /** Runs one worker in this thread and the others beside it; gives the first one's error, or else another's. */
    private static void runAll(ReplayPlan plan, ReplayWorker first) {
        List<FutureTask<Boolean>> others = new ArrayList<>();
        for (int i = 1; i < plan.workers(); i++) {
            ReplayWorker worker = new ReplayWorker(plan, i);
            FutureTask<Boolean> task = new FutureTask<>(() -> stopping(plan, worker), true);
            Thread thread = new Thread(task, "bpf-test-replay-" + i);
            thread.setDaemon(true);
            thread.start();
            others.add(task);
        }
        RuntimeException error = null;
        try {
            stopping(plan, first);
        } catch (RuntimeException e) {
            error = e;
        }
        for (FutureTask<Boolean> other : others) {
            RuntimeException its = error(other);
            error = error == null ? its : error;
        }
        if (error != null) {
            throw error;
        }
    }

    /** Damage is where it is for all threads; any other error makes what the others would do useless. */
    private static void stopping(ReplayPlan plan, ReplayWorker worker) {
        try {
            worker.run();
        } catch (CaptureDamagedException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            plan.stop().set(true);
            throw e;
        }
    }

    private static @Nullable RuntimeException error(FutureTask<Boolean> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static CaptureDamagedException behind(CaptureDamagedException e, long read) {
        Problem problem = e.problem();
        String kept = read == 0
                ? ""
                : "; to keep what became of the " + read + (read == 1 ? " packet" : " packets")
                        + " before it, replay with replayOptions().upToDamage()";
        return new CaptureDamagedException(
                new Problem(problem.subject(), problem.found(), problem.required(), problem.remedy() + kept),
                e.packet(),
                e.offset());
    }

    private static PacketSourceException nothing(Path file, ReplayOptions options) {
        return new PacketSourceException(new Problem(
                "The capture " + file + " holds no packets to replay",
                options.filter().isBlank() ? "an empty capture" : "none for the filter \"" + options.filter() + "\"",
                "at least one packet: a replay of none proves nothing",
                options.filter().isBlank() ? "capture again" : "correct the filter"));
    }
}
