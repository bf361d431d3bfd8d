package io.bpftest.program;

import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;

/**
 * An sk_lookup program: it selects the socket of this machine that a packet or connection is for. No packet goes in, but
 * where it comes from and what it is for. The sockets to choose from a test puts into a {@link io.bpftest.map.SocketMap}.
 *
 * <p>Safe for use by several threads. Minimum kernel 5.13.
 */
@ProgramTypes(value = ProgramType.SK_LOOKUP, title = "SK_LOOKUP program")
public interface SkLookupProgram extends Program {

    /**
     * Runs the program once.
     *
     * @param lookup what a socket is looked for
     * @throws io.bpftest.error.RunRefusedException if the program selected a socket of a reuseport group, whose choice
     *     within the group the kernel's test run cannot make; the program has run then. Or if the kernel refuses the run
     *     for another reason
     */
    SkLookupRun run(SkLookupOptions lookup);

    /**
     * Runs the program once without allocating anything, for many runs in a row; otherwise as
     * {@link #run(SkLookupOptions)}.
     *
     * @param context a direct buffer that takes the {@code struct bpf_sk_lookup} as the program left it,
     *     {@value SkLookupOptions#SIZE} bytes, from its position on; its limit is set to the end of the struct. The first
     *     8 bytes are the cookie of the selected socket in native order, 0 for none. A buffer with nothing remaining
     *     takes none
     * @return the program's return value
     * @throws IllegalArgumentException if the buffer is not direct, or read-only
     * @throws io.bpftest.error.OutputTooSmallException if the struct does not fit
     */
    int run(SkLookupOptions lookup, ByteBuffer context);

    /**
     * Gives a socket's cookie, the number that the kernel knows it by ({@code SO_COOKIE}), for comparison with
     * {@link SkLookupRun#selectedSocket()}.
     *
     * @param socket a bound channel of this process and network namespace, such as a {@code ServerSocketChannel}
     * @throws io.bpftest.error.RunOptionException if it is not bound or closed, or not to be found
     */
    long cookieOf(NetworkChannel socket);

    /**
     * Measures how long the program takes for a lookup; otherwise as {@link PacketReadingProgram#benchmark(byte[])}.
     *
     * @throws io.bpftest.error.RunRefusedException as {@link #run(SkLookupOptions)}
     */
    Benchmark benchmark(SkLookupOptions lookup);
}
