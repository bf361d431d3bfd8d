package io.bpftest.map;

/**
 * A loaded program, as maps can hold one: every program handle of bpf-test is one, so that it can be given to a
 * {@link ProgramArray}, a {@link DevMap} or a {@link CpuMap}. Not for implementation by users.
 */
public interface MapProgram {}
