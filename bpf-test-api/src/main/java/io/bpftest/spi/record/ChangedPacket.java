package io.bpftest.spi.record;

/**
 * A packet of a {@link RecordedTable} that was treated otherwise than expected.
 *
 * @param number its number, from 1
 * @param packet its bytes, from the Ethernet header on
 * @param before the old or expected verdict
 * @param after the new one
 */
public record ChangedPacket(long number, byte[] packet, String before, String after) {}
