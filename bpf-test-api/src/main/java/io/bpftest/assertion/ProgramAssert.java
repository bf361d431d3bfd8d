package io.bpftest.assertion;

import io.bpftest.program.Program;
import org.jspecify.annotations.Nullable;

/** Assertions on a loaded program of any type. */
public class ProgramAssert extends AbstractProgramAssert<ProgramAssert, Program> {

    /** Makes assertions on a program; see {@link BpfAssertions#assertThat(Program)}. */
    public ProgramAssert(@Nullable Program actual) {
        super(actual, ProgramAssert.class);
    }
}
