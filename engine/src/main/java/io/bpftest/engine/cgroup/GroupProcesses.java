package io.bpftest.engine.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The processes in a test's group, other than this JVM. */
final class GroupProcesses {

    /** How often new processes are looked for: one may start another before it is ended. */
    private static final int ROUNDS = 100;

    private static final int SECONDS_TO_END = 5;

    private GroupProcesses() {}

    /** Kills the processes in a group and waits until they are gone. */
    static void end(Path group) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> processes = others(group);
            if (processes.isEmpty()) {
                return;
            }
            processes.forEach(ProcessHandle::destroyForcibly);
            processes.forEach(GroupProcesses::await);
        }
    }

    /** The processes with threads in the group; a thread of this JVM is none. */
    private static List<ProcessHandle> others(Path group) throws IOException {
        long own = ProcessHandle.current().pid();
        return GroupFiles.threads(group).stream()
                .flatMap(thread -> GroupFiles.processOf(thread).stream())
                .filter(process -> process != own)
                .distinct()
                .flatMap(process -> ProcessHandle.of(process).stream())
                .toList();
    }

    private static void await(ProcessHandle process) {
        CompletableFuture<ProcessHandle> end = process.onExit();
        try {
            end.get(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The next round finds it again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
