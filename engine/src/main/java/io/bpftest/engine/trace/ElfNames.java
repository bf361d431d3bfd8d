package io.bpftest.engine.trace;

import io.bpftest.engine.elf.ElfSection;
import io.bpftest.engine.elf.ElfSymbol;
import io.bpftest.engine.elf.ElfTables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * What a program or library names that probes can be attached to: its functions, and the probes that it declares. Read only
 * to say what a test may have meant; libbpf does the finding.
 */
final class ElfNames {

    /** The owner of notes of probes, as {@code sys/sdt.h} writes them, and their type. */
    private static final String PROBES = "stapsdt";

    private static final int PROBE = 3;

    private final ByteBuffer file;
    private final ElfTables tables;
    private final TreeSet<String> names = new TreeSet<>();

    private ElfNames(ByteBuffer file) {
        this.file = file;
        this.tables = new ElfTables(file);
    }

    /** The names of functions in its tables of symbols; none if it cannot be read. */
    static List<String> functions(Path path) {
        return read(path, false);
    }

    /** Its probes, as {@code provider:name}; none if it cannot be read. */
    static List<String> probes(Path path) {
        return read(path, true);
    }

    private static List<String> read(Path path, boolean probes) {
        try (FileChannel channel = FileChannel.open(path)) {
            ElfNames elf = new ElfNames(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.nativeOrder()));
            if (probes) {
                elf.probes();
            } else {
                elf.functions(ElfSection.SYMBOLS);
                elf.functions(ElfSection.DYNAMIC_SYMBOLS);
            }
            return List.copyOf(elf.names);
        } catch (IOException | IndexOutOfBoundsException e) {
            // Not an ELF file, or damaged: libbpf's own words have to do then.
            return List.of();
        }
    }

    private void functions(int table) {
        for (ElfSymbol symbol : tables.symbols(table)) {
            if (symbol.isDefined() && symbol.kind() == ElfSymbol.Kind.FUNCTION) {
                names.add(symbol.name());
            }
        }
    }

    private void probes() {
        for (ElfSection section : tables.sections()) {
            if (section.type() == ElfSection.NOTES) {
                notes(section);
            }
        }
    }

    /** A note has the sizes of its owner's name and its content, and its type; each part is filled up to 4 bytes. */
    private void notes(ElfSection notes) {
        int at = notes.offset();
        while (at + 12 <= notes.offset() + notes.size()) {
            int owner = file.getInt(at);
            int content = at + 12 + aligned(owner);
            if (file.getInt(at + 8) == PROBE && tables.text(at + 12).equals(PROBES)) {
                // Behind three addresses: who declares it, then its name.
                String provider = tables.text(content + 24);
                names.add(provider + ":" + tables.text(content + 24 + provider.length() + 1));
            }
            at = content + aligned(file.getInt(at + 4));
        }
    }

    private static int aligned(int size) {
        return (size + 3) & -4;
    }
}
