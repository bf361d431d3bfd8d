package io.bpftest.program;

/**
 * What the kernel's test functions gave with a tracing program attached. After fentry and fexit programs all of it is 0,
 * whatever they return.
 */
public final class TracingRun extends Run {

    /** Records a run; engines call this. */
    public TracingRun(Program program, int returnValue) {
        super(program, returnValue);
    }

    /**
     * What the test functions returned in total, 16 bits: for fmod_ret programs, which take the place of the function
     * that they are attached to if they return anything but 0. The kernels that call two functions give the sum of both.
     */
    public int result() {
        return returnValue() & 0xffff;
    }

    /** How many of the test functions did their work: an fmod_ret program that returns anything but 0 prevents it. */
    public int sideEffects() {
        return returnValue() >>> 16;
    }

    @Override
    public String outcome() {
        return result() + " with " + sideEffects() + (sideEffects() == 1 ? " side effect" : " side effects");
    }
}
