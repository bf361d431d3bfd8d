package io.bpftest.engine.object;

import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Looks at a file's ELF header, so that what is no BPF object at all is refused in words of ours, not libbpf's. */
final class ElfHeader {

    private static final int SIZE = 64;
    private static final int MAGIC = 0x7f454c46;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int MACHINE_BPF = 247;

    /** {@code sizeof(Elf64_Shdr)}. */
    private static final int SECTION_SIZE = 64;

    /** {@code SHT_NULL}. */
    private static final int NO_SECTION = 0;

    /** {@code SHT_NOBITS}: variables that begin as zero. */
    private static final int SECTION_WITHOUT_CONTENT = 8;

    private static final String COMPILE = "compile it with clang -target bpf -O2 -g -c, or name the C source";

    private ElfHeader() {}

    /** Throws unless the bytes begin like a BPF object of this machine's byte order and hold all its sections. */
    static void check(String name, byte[] bytes) {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (bytes.length < 4 || header.getInt(0) != MAGIC) {
            throw refused(name, begin(bytes), "an ELF file", COMPILE);
        }
        if (bytes.length < SIZE) {
            throw truncated(name, bytes.length, "an ELF header of " + SIZE + " bytes");
        }
        if (bytes[4] != CLASS_64) {
            throw refused(name, "a 32-bit ELF file", "a 64-bit ELF file for BPF", COMPILE);
        }
        boolean little = bytes[5] == LITTLE_ENDIAN;
        header.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int machine = Short.toUnsignedInt(header.getShort(18));
        if (machine != MACHINE_BPF) {
            throw refused(
                    name, "an ELF file for " + machineName(machine), "an ELF file for BPF (EM_BPF, 247)", COMPILE);
        }
        if (little != (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN)) {
            throw refused(
                    name,
                    little ? "a little-endian object" : "a big-endian object",
                    "an object of this machine's byte order",
                    COMPILE);
        }
        checkSections(name, header);
    }

    /** libbpf may read what it is told is there. */
    private static void checkSections(String name, ByteBuffer file) {
        long table = file.getLong(40);
        int size = Short.toUnsignedInt(file.getShort(58));
        int sections = Short.toUnsignedInt(file.getShort(60));
        checkEnd(name, file, table, (long) size * sections);
        for (int section = 0; size >= SECTION_SIZE && section < sections; section++) {
            int entry = (int) table + section * size;
            int type = file.getInt(entry + 4);
            if (type != NO_SECTION && type != SECTION_WITHOUT_CONTENT) {
                checkEnd(name, file, file.getLong(entry + 24), file.getLong(entry + 32));
            }
        }
    }

    private static void checkEnd(String name, ByteBuffer file, long offset, long size) {
        if (offset < 0 || size < 0 || offset + size < 0 || offset + size > file.capacity()) {
            throw truncated(
                    name,
                    file.capacity(),
                    "at least " + Long.toUnsignedString(offset + size) + " bytes, as it says itself");
        }
    }

    private static String machineName(int machine) {
        return switch (machine) {
            case 3 -> "x86 (EM_386, 3)";
            case 40 -> "Arm (EM_ARM, 40)";
            case 62 -> "x86-64 (EM_X86_64, 62)";
            case 183 -> "Arm 64 (EM_AARCH64, 183)";
            case 243 -> "RISC-V (EM_RISCV, 243)";
            default -> "machine " + machine;
        };
    }

    private static String begin(byte[] bytes) {
        if (bytes.length == 0) {
            return "an empty file";
        }
        int shown = Math.min(bytes.length, 4);
        return "a file that begins with "
                + java.util.HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown)
                + ", " + bytes.length + " bytes";
    }

    private static ObjectFormatException truncated(String name, int length, String needed) {
        return refused(name, "a truncated file of " + length + " bytes", needed, "build or copy the file again");
    }

    private static ObjectFormatException refused(String name, String found, String required, String remedy) {
        return new ObjectFormatException(new Problem(name + " is no BPF object", found, required, remedy));
    }
}
