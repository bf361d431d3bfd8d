package io.bpftest.spi.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Figures of a test that have a title of their own, such as a replayed capture: counts by what was counted, and the packets
 * that changed.
 *
 * @param title such as {@code Replay of traffic.pcap}
 * @param counts by verdict or protocol, in their order
 * @param changed the first of them; what is beyond 50 is not kept
 * @param file a capture of them
 */
public record RecordedTable(String title, Map<String, Long> counts, List<ChangedPacket> changed, Optional<Path> file) {

    static final int MOST_CHANGED = 50;

    /** Copies the collections, and no more of them than is kept. */
    public RecordedTable {
        counts = new LinkedHashMap<>(counts);
        changed = new ArrayList<>(changed.subList(0, Math.min(MOST_CHANGED, changed.size())));
    }
}
