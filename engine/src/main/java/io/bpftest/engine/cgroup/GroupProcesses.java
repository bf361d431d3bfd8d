package io.bpftest.engine.cgroup;

import io.bpftest.error.CgroupException;
import io.bpftest.error.Problem;
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

    /** Gives the processes with threads in a group; a thread of this JVM is none. */
    static List<ProcessHandle> of(Path group) {
        long own = ProcessHandle.current().pid();
        try {
            return GroupFiles.threads(group).stream()
                    .flatMap(thread -> GroupFiles.processOf(thread).stream())
                    .filter(process -> process != own)
                    .distinct()
                    .flatMap(process -> ProcessHandle.of(process).stream())
                    .toList();
        } catch (IOException e) {
            throw new CgroupException(
                    new Problem(
                            "It cannot be told what runs in the group " + group.getFileName(),
                            e.toString(),
                            "a group that is there, and that this process may read",
                            "leave the test's groups to bpf-test"),
                    e);
        }
    }

    /** Kills the processes in a group but for some, and waits until they are gone. */
    static void end(Path group, List<ProcessHandle> but) {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> processes =
                    of(group).stream().filter(process -> !but.contains(process)).toList();
            if (processes.isEmpty()) {
                return;
            }
            processes.forEach(ProcessHandle::destroyForcibly);
            processes.forEach(GroupProcesses::await);
        }
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
