package io.bpftest.engine.object;

import io.bpftest.engine.elf.ElfSection;
import io.bpftest.engine.elf.ElfSymbol;
import io.bpftest.engine.elf.ElfTables;
import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The sections, symbols and relocations of an object file: what libbpf does not tell of them. Only reads; loading and
 * relocating are libbpf's.
 *
 * <p>A file that contradicts itself is told by an {@link ObjectFormatException}.
 */
public final class ElfFile {

    private static final int RELOCATION_SIZE = 16;

    private final String name;
    private final ByteBuffer file;
    private final ElfTables tables;
    private final List<ElfSymbol> symbols;

    /** That an instruction at an offset of a section refers to a symbol. */
    public record Relocation(int offset, ElfSymbol symbol) {}

    /** Reads an object file of this machine's byte order. */
    public ElfFile(String name, byte[] bytes) {
        ElfHeader.check(name, bytes);
        this.name = name;
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        try {
            tables = new ElfTables(file);
            symbols = tables.symbols(ElfSection.SYMBOLS);
        } catch (IndexOutOfBoundsException e) {
            throw contradiction(name, e);
        }
    }

    /** The sections, in the order of the file; the first is none. */
    public List<ElfSection> sections() {
        return tables.sections();
    }

    /** Finds a section by its name. */
    public Optional<ElfSection> section(String wanted) {
        return sections().stream().filter(s -> s.name().equals(wanted)).findFirst();
    }

    /** The symbols, in the order of the file. */
    public List<ElfSymbol> symbols() {
        return symbols;
    }

    /** A section's bytes. */
    public byte[] bytes(ElfSection section) {
        if (section.offset() < 0 || section.size() < 0 || section.size() > file.capacity() - section.offset()) {
            throw contradiction(name, new IndexOutOfBoundsException(section.name()));
        }
        return Arrays.copyOfRange(file.array(), section.offset(), section.offset() + section.size());
    }

    /** What instructions of a section refer to. */
    public List<Relocation> relocations(ElfSection of) {
        List<Relocation> relocations = new ArrayList<>();
        try {
            for (ElfSection section : sections()) {
                if (section.type() == ElfSection.RELOCATIONS && section.info() == of.index()) {
                    for (int i = 0; i + RELOCATION_SIZE <= section.size(); i += RELOCATION_SIZE) {
                        int at = section.offset() + i;
                        relocations.add(new Relocation((int) file.getLong(at), symbols.get(file.getInt(at + 12))));
                    }
                }
            }
        } catch (IndexOutOfBoundsException e) {
            throw contradiction(name, e);
        }
        return relocations;
    }

    private static ObjectFormatException contradiction(String name, IndexOutOfBoundsException e) {
        return new ObjectFormatException(
                new Problem(
                        name + " is no sound BPF object",
                        "sections or symbols that lie outside of the file",
                        "a file that holds what it says it holds",
                        "build or copy the file again"),
                e);
    }
}
