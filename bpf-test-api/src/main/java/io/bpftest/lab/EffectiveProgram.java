package io.bpftest.lab;

import io.bpftest.program.Program;
import java.util.Optional;

/**
 * A program that the kernel runs at a hook of a control group.
 *
 * @param id the kernel's number of it
 * @param name its name; the kernel keeps 15 characters of those that others attached
 * @param program the test's own; empty for one that others attached, to a group around
 */
public record EffectiveProgram(int id, String name, Optional<Program> program) {}
