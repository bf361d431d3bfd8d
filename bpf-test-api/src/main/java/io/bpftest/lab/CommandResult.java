package io.bpftest.lab;

import java.util.List;

/**
 * What a command left.
 *
 * @param command the program and its arguments
 * @param exitStatus what it exited with; 128 and more is a signal's number plus 128
 * @param output what it printed, errors included, as text in UTF-8
 */
public record CommandResult(List<String> command, int exitStatus, String output) {

    /** Copies the command. */
    public CommandResult {
        command = List.copyOf(command);
    }

    /** Tells whether it exited with 0. */
    public boolean succeeded() {
        return exitStatus == 0;
    }
}
