package io.bpftest.engine.compile;

import static java.util.stream.Collectors.toCollection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds where a new file would be read instead of a header that was read, because its folder is searched earlier.
 *
 * <p>Clang lists the files it read, not those it looked for in vain. Without these paths a header that appears in an
 * earlier folder would go unnoticed, and the cache would give the object of the old header.
 */
final class ShadowingPaths {

    private ShadowingPaths() {}

    /**
     * Gives the paths that do not exist and must not appear.
     *
     * @param searched the folders that headers are searched in, first to last
     * @param read the files that clang read, absolute
     */
    static List<Path> of(List<Path> searched, Collection<Path> read) {
        // A quoted include is looked for beside the file that includes it, before anywhere else.
        Set<Path> including = read.stream()
                .map(Path::getParent)
                .filter(folder -> folder != null && !SystemFiles.contains(folder))
                .collect(toCollection(LinkedHashSet::new));
        Set<Path> absent = new LinkedHashSet<>();
        for (Path file : read) {
            for (int i = 0; i < searched.size(); i++) {
                if (file.startsWith(searched.get(i))) {
                    Path name = searched.get(i).relativize(file);
                    Stream.concat(including.stream(), searched.subList(0, i).stream())
                            .map(folder -> folder.resolve(name))
                            .filter(candidate -> !Files.exists(candidate))
                            .forEach(absent::add);
                }
            }
        }
        return List.copyOf(absent);
    }
}
