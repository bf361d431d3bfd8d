package io.bpftest.program;

/** A program of a type that control groups take; {@code io.bpftest.lab.Cgroup} attaches it. */
public interface CgroupProgram extends Program {}
