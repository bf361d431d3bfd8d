package io.bpftest.engine.junit.beside;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpProgram;

/** A skeleton that tests of other packages use. */
@BpfObject("counter.bpf.c")
public interface Counter {

    @BpfProgram("count_run")
    XdpProgram program();

    KernelMap<Integer, Integer> runs();
}
