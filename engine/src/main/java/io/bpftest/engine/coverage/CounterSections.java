package io.bpftest.engine.coverage;

import io.bpftest.engine.elf.ElfSection;
import io.bpftest.engine.elf.ElfTables;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How many counters an object has as clang made it. */
public final class CounterSections {

    private CounterSections() {}

    /**
     * Counts them, of all its functions.
     *
     * @param object of this machine's byte order
     * @param section the name of the sections that they stand in, one for each function
     */
    public static int count(byte[] object, String section) {
        return new ElfTables(ByteBuffer.wrap(object).order(ByteOrder.nativeOrder()))
                        .sections().stream()
                                .filter(s -> s.name().equals(section))
                                .mapToInt(ElfSection::size)
                                .sum()
                / Long.BYTES;
    }
}
