package io.bpftest.program;

import java.nio.ByteBuffer;

/**
 * A program that user space calls directly ({@code SEC("syscall")}): it gets a struct of its own as context, may change
 * it, and may sleep.
 *
 * <p>The kernel takes nothing but the context: no packet, no options, no repetition, and it measures no duration. Members
 * of the struct lie as C lays them out, in the machine's byte order; a {@link ByteBuffer} in
 * {@link java.nio.ByteOrder#nativeOrder()} fills and reads them.
 *
 * <p>Safe for use by several threads. Minimum kernel 5.14. Source: {@code bpf_prog_test_run_syscall} in
 * {@code net/bpf/test_run.c}.
 */
@ProgramTypes(value = ProgramType.SYSCALL, title = "syscall program")
public interface SyscallProgram extends Program {

    /**
     * Runs the program once without a context, for programs that do not look at theirs.
     *
     * @throws io.bpftest.error.ContextException if the program reads its context; says how many bytes it reads
     */
    default SyscallRun run() {
        return run(new byte[0]);
    }

    /**
     * Runs the program once. The array stays as it is; the run holds what the program made of it.
     *
     * @param context the program's struct, 0 to 65,535 bytes; may be longer than what the program reads. Referred to by
     *     the result, so leave it unchanged
     * @throws io.bpftest.error.ContextException if it is shorter than what the program reads or writes, which the kernel
     *     refuses before the program runs, or longer than the kernel takes
     * @throws io.bpftest.error.RunRefusedException if the kernel refuses the run for another reason
     */
    SyscallRun run(byte[] context);

    /**
     * Runs the program once on a context in place: the program's changes are in the buffer afterwards. Allocates nothing.
     *
     * @param context what lies between its position and limit, which stay as they are; a direct buffer is handed to the
     *     kernel as it is, the bytes of one on an array are copied to the kernel and back
     * @return the program's return value
     * @throws IllegalArgumentException if the buffer is read-only
     * @throws io.bpftest.error.ContextException as for {@link #run(byte[])}
     * @throws io.bpftest.error.RunRefusedException likewise
     */
    int run(ByteBuffer context);

    /**
     * Runs the program once on a struct; otherwise as {@link #run(byte[])}.
     *
     * @param context the program's struct as any Java type that fits it: a record, whose components match the members by
     *     name, or a {@link io.bpftest.map.StructValue}
     * @throws io.bpftest.error.ConversionException if it does not fit the struct that the program's source declares, or
     *     the object does not describe that
     */
    SyscallRun runWith(Object context);

    /**
     * Reads the bytes of a context as a Java type.
     *
     * @throws io.bpftest.error.ConversionException as for {@link #runWith}
     */
    <C> C contextAs(Class<C> type, byte[] context);
}
