package io.bpftest.engine.object;

import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The sections, symbols and relocations of an object file: what libbpf does not tell of them. Only reads; loading and
 * relocating are libbpf's.
 *
 * <p>Layouts are those of {@code elf.h}; a file that contradicts itself is told by an {@link ObjectFormatException}.
 */
public final class ElfFile {

    private static final int SYMBOL_SIZE = 24;
    private static final int RELOCATION_SIZE = 16;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_REL = 9;
    private static final int SHF_EXECINSTR = 4;

    private final String name;
    private final ByteBuffer file;
    private final List<Section> sections = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();

    /** A section; offset and size in bytes of the file. */
    public record Section(int index, String name, int type, long flags, int offset, int size, int link, int info) {
        /** Whether it holds instructions. */
        public boolean isExecutable() {
            return (flags & SHF_EXECINSTR) != 0;
        }
    }

    /** Who sees a symbol, and whether another may take its place. */
    public enum Binding {
        LOCAL,
        GLOBAL,
        WEAK
    }

    /** What a symbol names, as far as it matters here. */
    public enum Kind {
        VARIABLE,
        FUNCTION,
        OTHER
    }

    /**
     * A symbol.
     *
     * @param section the index of the section it is defined in; 0 where it is only declared
     * @param value where it begins in its section, in bytes
     * @param size its size in bytes
     */
    public record Symbol(String name, Binding binding, Kind kind, int section, int value, int size) {
        /** Whether the file holds it. */
        public boolean isDefined() {
            return section > 0 && section < 0xff00;
        }
    }

    /** That an instruction at an offset of a section refers to a symbol. */
    public record Relocation(int offset, Symbol symbol) {}

    /** Reads an object file of this machine's byte order. */
    public ElfFile(String name, byte[] bytes) {
        ElfHeader.check(name, bytes);
        this.name = name;
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        try {
            readSections();
            readSymbols();
        } catch (IndexOutOfBoundsException e) {
            throw contradiction(e);
        }
    }

    /** The sections, in the order of the file; the first is none. */
    public List<Section> sections() {
        return sections;
    }

    /** Finds a section by its name. */
    public Optional<Section> section(String wanted) {
        return sections.stream().filter(s -> s.name().equals(wanted)).findFirst();
    }

    /** The symbols, in the order of the file. */
    public List<Symbol> symbols() {
        return symbols;
    }

    /** A section's bytes. */
    public byte[] bytes(Section section) {
        if (section.offset() < 0 || section.size() < 0 || section.size() > file.capacity() - section.offset()) {
            throw contradiction(new IndexOutOfBoundsException(section.name()));
        }
        return Arrays.copyOfRange(file.array(), section.offset(), section.offset() + section.size());
    }

    /** What instructions of a section refer to. */
    public List<Relocation> relocations(Section of) {
        List<Relocation> relocations = new ArrayList<>();
        try {
            for (Section section : sections) {
                if (section.type() == SHT_REL && section.info() == of.index()) {
                    for (int i = 0; i + RELOCATION_SIZE <= section.size(); i += RELOCATION_SIZE) {
                        int at = section.offset() + i;
                        relocations.add(new Relocation((int) file.getLong(at), symbols.get(file.getInt(at + 12))));
                    }
                }
            }
        } catch (IndexOutOfBoundsException e) {
            throw contradiction(e);
        }
        return relocations;
    }

    private void readSections() {
        int table = (int) file.getLong(40);
        int size = Short.toUnsignedInt(file.getShort(58));
        int count = Short.toUnsignedInt(file.getShort(60));
        int namesAt = (int) file.getLong(table + Short.toUnsignedInt(file.getShort(62)) * size + 24);
        for (int i = 0; i < count; i++) {
            int at = table + i * size;
            sections.add(new Section(
                    i,
                    text(namesAt + file.getInt(at)),
                    file.getInt(at + 4),
                    file.getLong(at + 8),
                    (int) file.getLong(at + 24),
                    (int) file.getLong(at + 32),
                    file.getInt(at + 40),
                    file.getInt(at + 44)));
        }
    }

    private void readSymbols() {
        for (Section section : sections) {
            if (section.type() == SHT_SYMTAB) {
                int names = sections.get(section.link()).offset();
                for (int i = 0; i + SYMBOL_SIZE <= section.size(); i += SYMBOL_SIZE) {
                    symbols.add(symbol(section.offset() + i, names));
                }
            }
        }
    }

    private Symbol symbol(int at, int names) {
        int info = file.get(at + 4);
        int binding = info >> 4 & 0xf;
        int kind = info & 0xf;
        return new Symbol(
                text(names + file.getInt(at)),
                binding == 0 ? Binding.LOCAL : binding == 2 ? Binding.WEAK : Binding.GLOBAL,
                kind == 1 ? Kind.VARIABLE : kind == 2 ? Kind.FUNCTION : Kind.OTHER,
                Short.toUnsignedInt(file.getShort(at + 6)),
                (int) file.getLong(at + 8),
                (int) file.getLong(at + 16));
    }

    private String text(int at) {
        int end = at;
        while (file.get(end) != 0) {
            end++;
        }
        return new String(file.array(), at, end - at, StandardCharsets.UTF_8);
    }

    private ObjectFormatException contradiction(IndexOutOfBoundsException e) {
        return new ObjectFormatException(
                new Problem(
                        name + " is no sound BPF object",
                        "sections or symbols that lie outside of the file",
                        "a file that holds what it says it holds",
                        "build or copy the file again"),
                e);
    }
}
