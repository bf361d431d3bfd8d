package io.bpftest.engine.platform;

import io.bpftest.spi.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The guests of a run: as many virtual machines at a time as memory and processors allow. Closing it ends them. */
final class SideBySide implements AutoCloseable {

    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    private final Configuration configuration;
    private final ExecutorService machines;
    private final ExecutorService others = Executors.newCachedThreadPool(SideBySide::thread);
    private final Map<Job, Future<?>> running = new HashMap<>();

    SideBySide(Configuration configuration, Places places) {
        this.configuration = configuration;
        this.machines = Executors.newFixedThreadPool(most(configuration, places), SideBySide::thread);
    }

    /** Has a job begin when a machine can be started for it, in the order of these calls. */
    void add(Job job, GuestThread guest) {
        running.put(job, machines.submit(guest));
    }

    /** Has a job begin at once. */
    void now(Job job, GuestThread guest) {
        running.put(job, others.submit(guest));
    }

    /** Ends a job's guest, from which nothing more is wanted. */
    void giveUp(Job job) {
        Future<?> guest = running.get(job);
        if (guest != null) {
            guest.cancel(true);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tests elsewhere");
        thread.setDaemon(true);
        return thread;
    }

    private static int most(Configuration configuration, Places places) {
        return configuration.kernelsInParallel().orElseGet(() -> {
            long fit = availableMegabytes() / places.memoryOfVm(configuration);
            return (int) Math.max(1, Math.min(fit, Runtime.getRuntime().availableProcessors()));
        });
    }

    private static long availableMegabytes() {
        try {
            Matcher available = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
            return available.find() ? Long.parseLong(available.group(1)) >> 10 : 0;
        } catch (IOException e) {
            // No Linux: one at a time.
            return 0;
        }
    }

    /** Those whose tests are through end by themselves; it is waited for, so that none is left when this JVM ends. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            for (ExecutorService pool : List.of(machines, others)) {
                pool.shutdown();
                if (interrupted
                        || !pool.awaitTermination(configuration.guestSilence().toSeconds(), TimeUnit.SECONDS)) {
                    pool.shutdownNow();
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
            machines.shutdownNow();
            others.shutdownNow();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
