package io.bpftest.engine.ffi;

import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.annotations.In;
import org.jspecify.annotations.Nullable;

/**
 * What reads and writes captures of libpcap (1.5 or newer). pcap4j has it too, through JNA, which costs microseconds a packet: too
 * much for millions of them.
 */
public interface LibPcap {

    /** Gives 0 on failure, with the reason at the address of the errors. */
    @IgnoreError
    long pcap_open_offline_with_tstamp_precision(@In String file, int precision, long errors);

    @IgnoreError
    int pcap_next_ex(long capture, long header, long data);

    @IgnoreError
    int pcap_datalink(long capture);

    @Nullable
    @IgnoreError
    String pcap_datalink_val_to_name(int type);

    @Nullable
    @IgnoreError
    String pcap_geterr(long capture);

    /** Gives the {@code FILE} that a capture is read from. */
    @IgnoreError
    long pcap_file(long capture);

    @IgnoreError
    int pcap_compile(long capture, long program, @In String expression, int optimize, int netmask);

    /** Gives 0 for a packet that the filter does not take. */
    @IgnoreError
    int pcap_offline_filter(long program, long header, long data);

    @IgnoreError
    void pcap_freecode(long program);

    @IgnoreError
    long pcap_open_dead_with_tstamp_precision(int linkType, int longest, int precision);

    @IgnoreError
    long pcap_dump_open(long capture, @In String file);

    @IgnoreError
    void pcap_dump(long dump, long header, long data);

    @IgnoreError
    int pcap_dump_flush(long dump);

    @IgnoreError
    void pcap_dump_close(long dump);

    @IgnoreError
    void pcap_close(long capture);
}
