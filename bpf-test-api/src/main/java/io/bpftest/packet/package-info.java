/** Packets: fluent builders, rendering and captures, over pcap4j. */
@NullMarked
@CheckReturnValue
package io.bpftest.packet;

import org.jspecify.annotations.NullMarked;
