package io.bpftest.engine.fork;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a guest's JVM, by a shell that keeps messages apart from everything else that is printed. */
public final class Command {

    /** Guests live for seconds: compiled code of the highest quality would come too late. */
    private static final List<String> OPTIONS = List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Descriptor 3 becomes what was the standard output, which from then on is the standard error. */
    private static final String SHELL = "exec 3>&1 1>&2; exec \"$@\"";

    private static final String MESSAGES = "/proc/self/fd/3";

    private Command() {}

    /**
     * Gives the command; its standard output is the guest's messages.
     *
     * @param java the guest's java
     * @param options further options of its JVM
     */
    public static List<String> of(String java, List<String> options, GuestLaunch launch) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "sh"));
        command.addAll(of(java, options, launch, MESSAGES));
        return command;
    }

    /**
     * Gives the command of the JVM alone.
     *
     * @param messages the path that it opens to write its messages to
     */
    public static List<String> of(String java, List<String> options, GuestLaunch launch, String messages) {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(OPTIONS);
        command.addAll(options);
        launch.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-cp");
        command.add(String.join(
                File.pathSeparator,
                launch.classPath().stream().map(Path::toString).toList()));
        command.add(GuestMain.class.getName());
        command.add(messages);
        return command;
    }

    /** Gives a word as the shell reads it back unchanged. */
    public static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
