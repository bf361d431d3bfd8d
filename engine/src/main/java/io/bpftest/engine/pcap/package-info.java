/** Captures, read and written through libpcap without a copy in Java: for replays of millions of packets. */
@NullMarked
package io.bpftest.engine.pcap;

import org.jspecify.annotations.NullMarked;
