package io.bpftest.engine.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The sections and symbols of an ELF file of 64 bits and this machine's byte order, as {@code elf.h} has them. A file that
 * contradicts itself ends in an {@link IndexOutOfBoundsException}.
 */
public final class ElfTables {

    private static final int SYMBOL_SIZE = 24;

    private final ByteBuffer file;
    private final List<ElfSection> sections = new ArrayList<>();

    /**
     * Reads the sections.
     *
     * @param file the whole file, in this machine's byte order
     */
    public ElfTables(ByteBuffer file) {
        this.file = file;
        int table = (int) file.getLong(40);
        int size = Short.toUnsignedInt(file.getShort(58));
        int count = Short.toUnsignedInt(file.getShort(60));
        int names = (int) file.getLong(table + Short.toUnsignedInt(file.getShort(62)) * size + 24);
        for (int i = 0; i < count; i++) {
            sections.add(section(i, table + i * size, names));
        }
    }

    /** The sections, in the order of the file; the first is none. */
    public List<ElfSection> sections() {
        return sections;
    }

    /** The symbols of the tables of one type, {@link ElfSection#SYMBOLS} or the dynamic ones, in the order of the file. */
    public List<ElfSymbol> symbols(int type) {
        List<ElfSymbol> symbols = new ArrayList<>();
        for (ElfSection section : sections) {
            if (section.type() == type) {
                int names = sections.get(section.link()).offset();
                for (int i = 0; i + SYMBOL_SIZE <= section.size(); i += SYMBOL_SIZE) {
                    symbols.add(symbol(section.offset() + i, names));
                }
            }
        }
        return symbols;
    }

    /** The text that begins at an offset of the file, up to a zero. */
    public String text(int at) {
        int end = at;
        while (file.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - at];
        file.get(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private ElfSection section(int index, int at, int names) {
        return new ElfSection(
                index,
                text(names + file.getInt(at)),
                file.getInt(at + 4),
                file.getLong(at + 8),
                (int) file.getLong(at + 24),
                (int) file.getLong(at + 32),
                file.getInt(at + 40),
                file.getInt(at + 44));
    }

    private ElfSymbol symbol(int at, int names) {
        int info = file.get(at + 4);
        return new ElfSymbol(
                text(names + file.getInt(at)),
                ElfSymbol.Binding.of(info >> 4 & 0xf),
                ElfSymbol.Kind.of(info & 0xf),
                Short.toUnsignedInt(file.getShort(at + 6)),
                (int) file.getLong(at + 8),
                (int) file.getLong(at + 16));
    }
}
