package io.bpftest.engine.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What a program or library names that probes can be attached to: its functions, and the probes that it declares. Read only
 * to say what a test may have meant; libbpf does the finding (elf(5), 64 bits).
 */
final class ElfNames {

    private static final int SHT_SYMTAB = 2;
    private static final int SHT_NOTE = 7;
    private static final int SHT_DYNSYM = 11;
    private static final int STT_FUNC = 2;
    private static final int STT_GNU_IFUNC = 10;

    /** The owner of notes of probes, as {@code sys/sdt.h} writes them, and their type. */
    private static final String PROBES = "stapsdt";

    private static final int PROBE = 3;

    private final ByteBuffer file;

    private ElfNames(ByteBuffer file) {
        this.file = file;
    }

    /** A section's header. */
    private record Section(int type, int offset, int size, int link, int entrySize) {}

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
            ElfNames names = new ElfNames(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.nativeOrder()));
            return names.collect(probes);
        } catch (IOException | IndexOutOfBoundsException e) {
            // Not an ELF file, or damaged: libbpf's own words have to do then.
            return List.of();
        }
    }

    private List<String> collect(boolean probes) {
        List<Section> sections = sections();
        TreeSet<String> names = new TreeSet<>();
        for (Section section : sections) {
            if (probes && section.type == SHT_NOTE) {
                notes(section, names);
            } else if (!probes && (section.type == SHT_SYMTAB || section.type == SHT_DYNSYM)) {
                symbols(section, sections.get(section.link), names);
            }
        }
        return List.copyOf(names);
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        int at = (int) file.getLong(40);
        int size = Short.toUnsignedInt(file.getShort(58));
        int count = Short.toUnsignedInt(file.getShort(60));
        for (int i = 0; i < count; i++, at += size) {
            sections.add(new Section(
                    file.getInt(at + 4),
                    (int) file.getLong(at + 24),
                    (int) file.getLong(at + 32),
                    file.getInt(at + 40),
                    (int) file.getLong(at + 56)));
        }
        return sections;
    }

    private void symbols(Section table, Section strings, TreeSet<String> names) {
        for (int at = table.offset; at < table.offset + table.size; at += Math.max(1, table.entrySize)) {
            int type = file.get(at + 4) & 0xf;
            boolean defined = file.getShort(at + 6) != 0;
            if (defined && (type == STT_FUNC || type == STT_GNU_IFUNC)) {
                names.add(text(strings.offset + file.getInt(at)));
            }
        }
    }

    /** A note has the sizes of its owner's name and its content, and its type; each part is filled up to 4 bytes. */
    private void notes(Section notes, TreeSet<String> names) {
        int at = notes.offset;
        while (at + 12 <= notes.offset + notes.size) {
            int owner = file.getInt(at);
            int content = at + 12 + aligned(owner);
            if (file.getInt(at + 8) == PROBE && text(at + 12).equals(PROBES)) {
                // Behind three addresses: who declares it, then its name.
                String provider = text(content + 24);
                names.add(provider + ":" + text(content + 24 + provider.length() + 1));
            }
            at = content + aligned(file.getInt(at + 4));
        }
    }

    private static int aligned(int size) {
        return (size + 3) & -4;
    }

    private String text(int at) {
        int end = at;
        while (file.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - at];
        file.get(at, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
