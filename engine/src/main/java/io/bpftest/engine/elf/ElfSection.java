package io.bpftest.engine.elf;

/**
 * A section of an ELF file; offset and size in bytes of the file.
 *
 * @param link the index of another section: of a table of symbols, that of their names
 */
public record ElfSection(int index, String name, int type, long flags, int offset, int size, int link, int info) {

    public static final int SYMBOLS = 2;
    public static final int NOTES = 7;
    public static final int RELOCATIONS = 9;
    public static final int DYNAMIC_SYMBOLS = 11;

    private static final int SHF_EXECINSTR = 4;

    /** Whether it holds instructions. */
    public boolean isExecutable() {
        return (flags & SHF_EXECINSTR) != 0;
    }
}
