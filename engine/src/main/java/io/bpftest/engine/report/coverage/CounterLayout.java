package io.bpftest.engine.report.coverage;

import io.bpftest.engine.elf.ElfSection;
import io.bpftest.engine.elf.ElfTables;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which counters of a covered object are whose. Facts are from {@code InstrProfData.inc} of LLVM: a record of
 * {@code __llvm_prf_data} begins with the hash of the function's name (MD5, the first eight bytes) and that of its structure; the
 * number of its counters is at 40 of 48 bytes, since LLVM 18 at 48 of 64.
 *
 * @param functions in the order of their counters
 */
record CounterLayout(List<Function> functions) {

    /** Sizes of a record, and where the number of counters stands in it. */
    private static final int[][] RECORDS = {{48, 40}, {64, 48}};

    private static final int CHARACTER_BETWEEN_NAMES = 1;

    /**
     * A function with its counters.
     *
     * @param nameHash what the coverage mapping calls it
     * @param first which of the object's counters is its first
     */
    record Function(String name, long nameHash, long hash, int first, int counters) {}

    /**
     * Reads the layout.
     *
     * @param object the file's bytes, in little-endian order
     * @throws UnreadableObject if it has none, or one that is unknown
     */
    static CounterLayout of(ByteBuffer object, ElfTables tables) throws UnreadableObject {
        List<ElfSection> counters = named(tables, "__llvm_prf_cnts");
        List<ElfSection> data = named(tables, "__llvm_prf_data");
        if (counters.isEmpty() || counters.size() != data.size()) {
            throw new UnreadableObject(
                    counters.size() + " sections of counters and " + data.size() + " that describe them");
        }
        for (int[] record : RECORDS) {
            if (fits(object, counters, data, record)) {
                return new CounterLayout(functions(object, tables, data, record));
            }
        }
        throw new UnreadableObject("sections __llvm_prf_data of " + data.get(0).size()
                + " bytes that do not describe the counters as LLVM 13 to 20 do");
    }

    /** How many counters there are. */
    int counters() {
        return functions.stream().mapToInt(Function::counters).sum();
    }

    static List<ElfSection> named(ElfTables tables, String name) {
        return tables.sections().stream()
                .filter(section -> section.name().equals(name))
                .toList();
    }

    private static boolean fits(ByteBuffer object, List<ElfSection> counters, List<ElfSection> data, int[] record) {
        for (int i = 0; i < data.size(); i++) {
            long sum = 0;
            for (int at = 0; at + record[0] <= data.get(i).size(); at += record[0]) {
                sum += Integer.toUnsignedLong(object.getInt(data.get(i).offset() + at + record[1]));
            }
            if (data.get(i).size() % record[0] != 0
                    || sum * Long.BYTES != counters.get(i).size()) {
                return false;
            }
        }
        return true;
    }

    private static List<Function> functions(ByteBuffer object, ElfTables tables, List<ElfSection> data, int[] record)
            throws UnreadableObject {
        Map<Long, String> names = names(object, tables);
        List<Function> functions = new ArrayList<>();
        int first = 0;
        for (ElfSection section : data) {
            for (int at = section.offset(); at < section.offset() + section.size(); at += record[0]) {
                long nameHash = object.getLong(at);
                String name = names.get(nameHash);
                if (name == null) {
                    throw new UnreadableObject(
                            String.format("counters of a function without a name (%016x)", nameHash));
                }
                int count = object.getInt(at + record[1]);
                functions.add(new Function(name, nameHash, object.getLong(at + Long.BYTES), first, count));
                first += count;
            }
        }
        return functions;
    }

    private static Map<Long, String> names(ByteBuffer object, ElfTables tables) {
        Map<Long, String> names = new HashMap<>();
        for (ElfSection section : named(tables, "__llvm_prf_names")) {
            ByteBuffer in = object.slice(section.offset(), section.size());
            while (in.hasRemaining()) {
                String text = StandardCharsets.UTF_8.decode(Leb128.block(in)).toString();
                for (String name : text.split(Character.toString(CHARACTER_BETWEEN_NAMES))) {
                    names.put(hash(name), name);
                }
            }
        }
        return names;
    }

    static long hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
