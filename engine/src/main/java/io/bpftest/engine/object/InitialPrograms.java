package io.bpftest.engine.object;

import io.bpftest.engine.elf.ElfSection;
import io.bpftest.engine.elf.ElfSymbol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the programs that an object puts into its program arrays: {@code .values = { [0] = (void *)&program }}. */
public final class InitialPrograms {

    private static final String MAPS = ".maps";

    private InitialPrograms() {}

    /**
     * Gives the names of the programs by those of the maps, which libbpf tells nobody of.
     *
     * @throws io.bpftest.error.ObjectFormatException if the file contradicts itself
     */
    public static Map<String, List<String>> of(ObjectImage image) {
        ElfFile file = new ElfFile(image.name(), image.bytes());
        Map<String, List<String>> programs = new LinkedHashMap<>();
        Optional<ElfSection> maps = file.section(MAPS);
        if (maps.isEmpty()) {
            return programs;
        }
        for (ElfFile.Relocation relocation : file.relocations(maps.get())) {
            if (relocation.symbol().kind() == ElfSymbol.Kind.FUNCTION) {
                mapAt(file, maps.get(), relocation.offset())
                        .ifPresent(map -> programs.computeIfAbsent(map, any -> new ArrayList<>())
                                .add(relocation.symbol().name()));
            }
        }
        return programs;
    }

    private static Optional<String> mapAt(ElfFile file, ElfSection maps, int offset) {
        return file.symbols().stream()
                .filter(symbol -> symbol.kind() == ElfSymbol.Kind.VARIABLE && symbol.section() == maps.index())
                .filter(map -> offset >= map.value() && offset - map.value() < map.size())
                .map(ElfSymbol::name)
                .findFirst();
    }
}
