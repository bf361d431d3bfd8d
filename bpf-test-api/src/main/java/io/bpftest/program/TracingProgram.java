package io.bpftest.program;

/**
 * A program at the entry or exit of a kernel function, or one that changes what a function returns: {@code fentry},
 * {@code fexit}, {@code fmod_ret}. Programs of BTF tracepoints ({@code tp_btf}) and iterators ({@code iter}) are of this
 * type too, but have no test run.
 *
 * <p>The kernel's test run does not run the program: it calls functions that the kernel has for this purpose, with fixed
 * arguments, and a program runs if it is attached to one of them. So {@link #run()} attaches the program, has the kernel
 * call them, and detaches it. Only programs of these functions can be run:
 *
 * <ul>
 *   <li>{@code fentry} and {@code fexit}: {@code bpf_fentry_test1} to {@code bpf_fentry_test10} (fewer in older kernels),
 *       called with (1), (2, 3), (4, 5, 6), (7, 8, 9, 10), (11, 12, 13, 14, 15), (16, 17, 18, 19, 20, 21), and pointers
 *       from the seventh on; the first six return the sum of their arguments
 *   <li>{@code fmod_ret}: {@code bpf_modify_return_test}, called with (1, pointer to an int of 2), and in newer kernels
 *       {@code bpf_modify_return_test2}; they raise that int by one and return the sum
 * </ul>
 *
 * <p>What an fentry or fexit program returns goes nowhere: assert on what it left in its maps. Programs of other functions
 * are tested by attaching them and having their function called. While a program is attached, a test run of another
 * process that calls the same function runs it too.
 *
 * <p>Safe for use by several threads, of which one runs at a time. Minimum kernel 5.5, {@code fmod_ret} 5.7; kernels in
 * lockdown refuse to load the type. Source: {@code bpf_prog_test_run_tracing} in {@code net/bpf/test_run.c}.
 */
@ProgramTypes(value = ProgramType.TRACING, title = "tracing program")
public interface TracingProgram extends Program {

    /**
     * Has the kernel call its test functions once with the program attached.
     *
     * @throws io.bpftest.error.RunRefusedException if the program is of none of these functions, if the kernel does not
     *     attach it, or if a program changed what they return so that the kernel gives up
     */
    TracingRun run();
}
