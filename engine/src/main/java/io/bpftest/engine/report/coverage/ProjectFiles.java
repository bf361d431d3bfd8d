package io.bpftest.engine.report.coverage;

import java.nio.file.Path;

/**
 * The files that objects were compiled from, as seen from a project.
 *
 * @param project the folder that names are relative to
 */
record ProjectFiles(Path project) {

    private static final String GENERATED_HEADER = "vmlinux.h";
    private static final Path SYSTEM = Path.of("/usr");

    /**
     * Gives the whole path of a file. Clang names files relative to the folder that it ran in, that of the source.
     *
     * @param file as the compiler named it
     * @param source the source of the object
     */
    static Path path(String file, Path source) {
        Path folder = source.toAbsolutePath().getParent();
        Path whole = folder == null ? Path.of(file) : folder.resolve(file);
        return whole.normalize();
    }

    /** Whether it counts: the system's headers and those that bpftool generates do not. A project may lie among the system's. */
    boolean count(Path path) {
        boolean isOfProject = project.startsWith(SYSTEM) && path.startsWith(project);
        return (isOfProject || !path.startsWith(SYSTEM)) && !path.endsWith(GENERATED_HEADER);
    }

    /** What a reader knows it by. */
    String name(Path path) {
        return path.startsWith(project) ? project.relativize(path).toString() : path.toString();
    }
}
