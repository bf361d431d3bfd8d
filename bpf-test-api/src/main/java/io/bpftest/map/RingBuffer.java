package io.bpftest.map;

/**
 * A ring buffer, to which programs write with {@code bpf_ringbuf_output} or {@code bpf_ringbuf_reserve} and
 * {@code bpf_ringbuf_submit}. Linux 5.8 or newer. All CPUs share it, so that events are in the order in which programs
 * reserved them.
 *
 * @param <E> the Java type of events: a record of the struct that programs send, found by its
 *     name (see {@link io.bpftest.BpfStruct}); or a number, an address or {@code byte[]} of that size
 */
public interface RingBuffer<E> extends EventStream<E> {}
