package io.bpftest.engine.trace;

import io.bpftest.BpfStruct;

/**
 * What the programs of the tests here tell: {@code struct seen}.
 *
 * @param program the number of the program that saw the event
 */
@BpfStruct("seen")
record Seen(int process, int thread, long program) {}
