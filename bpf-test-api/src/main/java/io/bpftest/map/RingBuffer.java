package io.bpftest.map;

/**
 * A ring buffer, to which programs write with {@code bpf_ringbuf_output} or {@code bpf_ringbuf_reserve} and
 * {@code bpf_ringbuf_submit}. Linux 5.8 or newer. All CPUs share it, so that events are in the order in which programs
 * reserved them.
 *
 * @param <E> the Java type of events: a number, an address or {@code byte[]} for events of that size
 */
public interface RingBuffer<E> extends EventStream<E> {}
