package io.bpftest.engine.elf;

/**
 * A symbol of an ELF file.
 *
 * @param section the index of the section it is defined in; 0 where it is only declared
 * @param value where it begins in its section, in bytes
 * @param size its size in bytes
 */
public record ElfSymbol(String name, Binding binding, Kind kind, int section, int value, int size) {

    private static final int SHN_LORESERVE = 0xff00;

    /** Who sees a symbol, and whether another may take its place. */
    public enum Binding {
        LOCAL,
        GLOBAL,
        WEAK;

        static Binding of(int number) {
            return number == 0 ? LOCAL : number == 2 ? WEAK : GLOBAL;
        }
    }

    /** What a symbol names, as far as it matters here. */
    public enum Kind {
        VARIABLE,
        FUNCTION,
        OTHER;

        /** {@code STT_GNU_IFUNC}, a function that says at start which it is, counts as one. */
        static Kind of(int number) {
            return number == 1 ? VARIABLE : number == 2 || number == 10 ? FUNCTION : OTHER;
        }
    }

    /** Whether the file holds it. */
    public boolean isDefined() {
        return section > 0 && section < SHN_LORESERVE;
    }
}
