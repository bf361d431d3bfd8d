package io.bpftest.engine.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(searched.get(0));
        // A quoted include is looked for beside the file that includes it, before anywhere else.
        read.stream()
                .map(Path::getParent)
                .filter(folder -> folder != null && !SystemFiles.contains(folder))
                .forEach(folders::add);
        folders.addAll(searched);
        Set<Path> absent = new LinkedHashSet<>();
        for (Path file : read) {
            for (Path folder : folders) {
                if (file.startsWith(folder)) {
                    addEarlier(folders, folder, folder.relativize(file), absent);
                }
            }
        }
        return List.copyOf(absent);
    }

    private static void addEarlier(Set<Path> folders, Path found, Path name, Set<Path> absent) {
        for (Path earlier : folders) {
            if (earlier.equals(found)) {
                return;
            }
            Path candidate = earlier.resolve(name);
            if (!Files.exists(candidate)) {
                absent.add(candidate);
            }
        }
    }
}
