package io.bpftest.map;

/**
 * A user ring buffer: the test sends, and programs take out with {@code bpf_user_ringbuf_drain}. Linux 6.1 and libbpf 1.1,
 * or newer.
 *
 * @param <E> the Java type of what is sent: a record of the struct, found by its name (see
 *     {@link io.bpftest.BpfStruct}); or a number, an address or {@code byte[]}
 */
public interface UserRingBuffer<E> extends BpfMapHandle {

    /**
     * Sends one sample, which waits until a program takes it out.
     *
     * @throws io.bpftest.error.MapAccessException if there is no room: programs have to drain the buffer first
     * @throws io.bpftest.error.FeatureMissingException if this libbpf has no user ring buffers
     */
    void send(E sample);
}
