package io.bpftest.engine.report;

/**
 * A program as the page tells programs apart: the same in all environments and kernels.
 *
 * @param title what a reader calls such a program, such as {@code XDP program}
 */
record ProgramKey(String source, String name, String title, String section) {}
