package io.bpftest.map;

/**
 * A perf event array, to which programs write with {@code bpf_perf_event_output} for the CPU that they run on. Linux 4.4 or
 * newer, and CAP_PERFMON.
 *
 * <p>A handle opens a buffer for each CPU that is online; what programs send before there is a handle is lost. Events of
 * several CPUs are put in order by the time at which they were sent, as far as they are taken out at the same time. The
 * kernel pads events: a {@code byte[]} may have up to 7 bytes of no meaning behind the event.
 *
 * @param <E> the Java type of events: a record of the struct, found by its name (see
 *     {@link io.bpftest.BpfStruct}); or a number, an address or {@code byte[]}
 */
public interface PerfEvents<E> extends EventStream<E> {}
