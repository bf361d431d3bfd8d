package io.bpftest.engine.report.coverage;

import io.bpftest.engine.elf.ElfTables;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * An object that clang made with a coverage mapping.
 *
 * @param version of the mapping, as the file has it
 * @param mapping empty if its version is unknown; llvm-cov may know it all the same
 */
record CoveredObject(Path file, int version, CounterLayout layout, List<MappedFunction> mapping) {

    private static final int ELF_MAGIC = 0x464c457f;

    /**
     * Reads one.
     *
     * @param sha the digest that its name promises
     * @throws UnreadableObject if it is gone, damaged or of an unknown layout
     */
    static CoveredObject read(Path file, String sha) throws UnreadableObject {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnreadableObject("no file that can be read: " + e);
        }
        if (!digest(bytes).equals(sha)) {
            throw new UnreadableObject("a file of " + bytes.length + " bytes whose digest is not its name");
        }
        ByteBuffer object = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (object.getInt(0) != ELF_MAGIC) {
                throw new UnreadableObject("no ELF file");
            }
            ElfTables tables = new ElfTables(object);
            return new CoveredObject(
                    file,
                    CoverageMapping.version(object, tables),
                    CounterLayout.of(object, tables),
                    CoverageMapping.of(object, tables));
        } catch (IndexOutOfBoundsException | IllegalArgumentException | BufferUnderflowException e) {
            throw new UnreadableObject("an object that contradicts itself: " + e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Counts the regions of the functions that were run. */
    List<CountedFunction> count(long[] counters) {
        Map<List<Long>, CounterLayout.Function> known = new HashMap<>();
        layout.functions().forEach(one -> known.put(List.of(one.nameHash(), one.hash()), one));
        List<CountedFunction> counted = new ArrayList<>();
        for (MappedFunction function : mapping) {
            CounterLayout.Function of = known.get(List.of(function.nameHash(), function.hash()));
            if (of != null) {
                long[] own = Arrays.copyOfRange(counters, of.first(), of.first() + of.counters());
                if (Arrays.stream(own).anyMatch(count -> count != 0)) {
                    counted.add(function.count(of.name(), own));
                }
            }
        }
        return counted;
    }
}
