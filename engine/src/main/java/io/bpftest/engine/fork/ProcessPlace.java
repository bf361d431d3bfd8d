package io.bpftest.engine.fork;

import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Guests that are a second JVM on this machine, with this one's Java, user and privileges. */
public final class ProcessPlace implements GuestPlace {

    /** What a user may have set for the tests' own JVM alone: agents and debuggers. */
    private static final List<String> FOREIGN_OPTIONS =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    @Override
    public String name() {
        return "process";
    }

    @Override
    public Guest start(GuestLaunch launch) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // As for a build of our own: newer JVMs warn of native calls without it.
        List<String> options =
                Runtime.version().feature() >= 24 ? List.of("--enable-native-access=ALL-UNNAMED") : List.of();
        ProcessBuilder builder = new ProcessBuilder(Command.of(java, options, launch))
                .directory(launch.workingFolder().toFile());
        builder.environment().keySet().removeAll(FOREIGN_OPTIONS);
        try {
            return new ProcessGuest(builder.start());
        } catch (IOException e) {
            throw new EnvironmentException(
                    new Problem(
                            "No second JVM can be started for the tests",
                            String.valueOf(e.getMessage()),
                            "a process on this machine",
                            "see whether " + java + " and /bin/sh can be run, and whether memory is left"),
                    e);
        }
    }
}
