package io.bpftest.engine.trace;

import io.bpftest.BpfStruct;

/** A call of the function behind {@code socket(2)}: {@code struct call}. */
@BpfStruct("call")
record Call(int thread, int family, int kind, int result) {}
