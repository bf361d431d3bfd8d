package io.bpftest.lab;

import java.util.List;

/**
 * What a command in a host or a control group left.
 *
 * @param command the program and its arguments
 * @param exitCode 0 for success, mostly
 * @param output what it wrote to its standard output
 * @param error what it wrote to its standard error
 */
public record CommandResult(List<String> command, int exitCode, String output, String error) {

    /** Copies the list. */
    public CommandResult {
        command = List.copyOf(command);
    }
}
