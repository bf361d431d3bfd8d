package io.bpftest.engine.report;

/**
 * A test, on one kernel where it ran on several.
 *
 * @param folder the folder of its kernel in that for reports; empty for tests of no kernel
 * @param className its outermost class
 * @param id Jupiter's unique id of it, or of its class
 */
public record TestKey(String folder, String className, String id) {}
