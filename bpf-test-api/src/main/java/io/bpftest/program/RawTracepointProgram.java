package io.bpftest.program;

/**
 * A program of a raw tracepoint ({@code SEC("raw_tp/...")}): it gets the tracepoint's arguments, each as 64 bits, and can
 * only read them. A test run hands it the arguments that the test gives; the tracepoint itself is not touched.
 *
 * <p>Arguments that are pointers in the kernel can be given as any number: helpers such as {@code bpf_probe_read_kernel}
 * fail on an address that is none, as they do on a live tracepoint. Programs that may write to the tracepoint's buffer
 * ({@code raw_tp.w}) are {@link RawTracepointWritableProgram}; the kernel takes no test run of them.
 *
 * <p>The kernel takes no packet and no repetition, gives nothing back but the return value, and measures no duration.
 *
 * <p>Safe for use by several threads. Minimum kernel 5.10. Source: {@code bpf_prog_test_run_raw_tp} in
 * {@code net/bpf/test_run.c}.
 */
@ProgramTypes(value = ProgramType.RAW_TRACEPOINT, title = "raw tracepoint program")
public interface RawTracepointProgram extends Program {

    /**
     * Runs the program once on the CPU that this thread happens to be on.
     *
     * @param arguments the tracepoint's arguments, up to 12; more than the program reads may be given
     * @throws io.bpftest.error.ContextException if they are fewer than what the program reads, which the kernel refuses
     *     before the program runs, or more than a tracepoint can have
     * @throws io.bpftest.error.RunRefusedException if the kernel refuses the run for another reason
     */
    default RawTracepointRun run(long... arguments) {
        return run(RawTracepointOptions.rawTracepointOptions(), arguments);
    }

    /**
     * Runs the program once with options; otherwise as {@link #run(long...)}.
     *
     * @throws io.bpftest.error.RunOptionException if the kernel does not take an option, such as a CPU that is not there
     */
    RawTracepointRun run(RawTracepointOptions options, long... arguments);

    /**
     * Runs the program once on a struct of arguments, for programs that declare one of their own; otherwise as {@link
     * #run(long...)}.
     *
     * @param context the struct as any Java type that fits it: a record or a {@link io.bpftest.map.StructValue}
     * @throws io.bpftest.error.ConversionException if it does not fit the struct that the program's source declares, or
     *     the object does not describe that, or it is no multiple of 8 bytes
     */
    RawTracepointRun runWith(Object context);
}
