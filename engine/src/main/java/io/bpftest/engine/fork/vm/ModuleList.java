package io.bpftest.engine.fork.vm;

import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The modules of a kernel, as depmod lists them. */
final class ModuleList {

    /** A line for each module: its file, and the files that it needs, those that need others before these. */
    static final String DEPENDENCIES = "modules.dep";

    private static final String BUILT_IN = "modules.builtin";

    private final KernelImage kernel;
    private final Path folder;
    private final Map<String, List<String>> files = new HashMap<>();
    private final Set<String> builtIn = new LinkedHashSet<>();

    /** Reads the lists in a folder of modules. */
    ModuleList(KernelImage kernel, Path folder) throws IOException {
        this.kernel = kernel;
        this.folder = folder;
        for (String line : Files.readAllLines(folder.resolve(DEPENDENCIES))) {
            List<String> words =
                    new ArrayList<>(List.of(line.replaceFirst(":", "").split("\\s+")));
            files.put(name(words.get(0)), words);
        }
        Path list = folder.resolve(BUILT_IN);
        if (Files.exists(list)) {
            Files.readAllLines(list).forEach(line -> builtIn.add(name(line)));
        }
    }

    /**
     * Gives the files of modules and of what they need, in the order to load them.
     *
     * @throws EnvironmentException if the kernel has one neither as a module nor built in
     */
    List<Path> files(List<String> names) {
        Set<String> all = new LinkedHashSet<>();
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            List<String> found = files.get(name);
            if (found != null) {
                List<String> order = new ArrayList<>(found);
                Collections.reverse(order);
                all.addAll(order);
            } else if (!builtIn.contains(name)) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new EnvironmentException(new Problem(
                    "The kernel " + kernel.release() + " cannot share this machine's files",
                    "neither built in nor in " + folder + ": " + String.join(", ", missing),
                    "virtio_pci, virtio_console, 9p with 9pnet_virtio, and overlay",
                    "take a kernel that has them, such as Debian's: ci/kernels"));
        }
        return all.stream().map(folder::resolve).toList();
    }

    /** Files are called with either of two characters, and may be compressed. */
    private static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1)
                .replaceFirst("\\.ko(\\.\\w+)?$", "")
                .replace('-', '_');
    }
}
