package io.bpftest.engine.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options that clang is run with for one request.
 *
 * <p>Ours come first, the configuration's and the test's after them, so that those win; only where the output goes
 * cannot be changed. {@code -Wall} is on because a test is the place to hear of a mistake: warnings never fail a
 * compilation unless the test says {@code -Werror}, and {@code -w} silences them.
 */
final class ClangArguments {

    /** Environment variables that change what clang makes, and so are part of an object's identity. */
    private static final List<String> ENVIRONMENT =
            List.of("CPATH", "C_INCLUDE_PATH", "CCC_OVERRIDE_OPTIONS", "NIX_CFLAGS_COMPILE", "SOURCE_DATE_EPOCH");

    /**
     * What makes clang count what is reached of a source. Without a system's name in the target, clang calls functions that
     * would register the counters, which no BPF program can. Names are not compressed, so that they can be read without the library. What clang warns
     * of, it has said of the object without counters.
     */
    private static final List<String> COVERAGE = List.of(
            "-fno-pic",
            "-fno-pie",
            "-fprofile-instr-generate",
            "-fcoverage-mapping",
            "-fcoverage-compilation-dir=.",
            "-mllvm",
            "-enable-name-compression=false",
            "-fno-crash-diagnostics",
            "-w");

    private static final List<String> FOLDER_OPTIONS = List.of("-I", "-iquote", "-isystem", "-idirafter");

    private final CompileRequest request;
    private final HostTarget host;

    ClangArguments(CompileRequest request, HostTarget host) {
        this.request = request;
        this.host = host;
    }

    /** Everything that decides what is made, but for the compiler's version and the content of files. */
    List<String> identity() {
        List<String> identity = new ArrayList<>(options());
        identity.add(request.source().toString());
        Map<String, String> environment = System.getenv();
        for (String name : ENVIRONMENT) {
            identity.add(name + "=" + environment.getOrDefault(name, ""));
        }
        return identity;
    }

    /**
     * The whole command line but for the program's name.
     *
     * @param kernelHeaderFolder where the generated {@code vmlinux.h} is; searched last, so that a user's own wins
     */
    List<String> commandLine(Path object, Path dependencies, Optional<Path> kernelHeaderFolder) {
        List<String> line = new ArrayList<>(options());
        kernelHeaderFolder.ifPresent(folder -> addFolder(line, "-idirafter", folder));
        line.addAll(List.of("-MD", "-MF", dependencies.toString(), "-c", "-o", object.toString(), operand()));
        return line;
    }

    /** The folders that headers are searched in, first to last, but for clang's own and the generated header's. */
    List<Path> searchFolders() {
        List<Path> folders = new ArrayList<>();
        folders.add(request.folder());
        folders.addAll(request.include());
        List<String> flags = request.cflags();
        for (int i = 0; i < flags.size(); i++) {
            String flag = flags.get(i);
            for (String option : FOLDER_OPTIONS) {
                if (flag.equals(option) && i + 1 < flags.size()) {
                    folders.add(request.folder().resolve(flags.get(i + 1)).normalize());
                } else if (flag.startsWith(option) && flag.length() > option.length()) {
                    folders.add(request.folder()
                            .resolve(flag.substring(option.length()))
                            .normalize());
                }
            }
        }
        folders.addAll(host.systemIncludes());
        return folders;
    }

    /** The files that options are read from ({@code @file}), which clang does not list as dependencies. */
    List<Path> responseFiles() {
        return request.cflags().stream()
                .filter(flag -> flag.startsWith("@") && flag.length() > 1)
                .map(flag -> request.folder().resolve(flag.substring(1)).normalize())
                .toList();
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "-target",
                host.triple(),
                "-O2",
                "-g",
                "-Wall",
                "-fno-stack-protector",
                "-fno-color-diagnostics",
                // Line info then names the source relative to its folder, and the object is the same in any checkout.
                "-fdebug-compilation-dir",
                "."));
        if (!host.define().isEmpty()) {
            options.add("-D__TARGET_ARCH_" + host.define());
        }
        request.include().forEach(folder -> addFolder(options, "-I", folder));
        host.systemIncludes().forEach(folder -> addFolder(options, "-idirafter", folder));
        options.addAll(request.cflags());
        if (request.coverage() != CompileRequest.Coverage.NONE) {
            // After the test's own, whose target would be one without a system.
            options.addAll(List.of("-target", host.triple() + "-pc-linux"));
            options.addAll(COVERAGE);
            boolean atomic = request.coverage() == CompileRequest.Coverage.ATOMIC;
            options.add("-fprofile-update=" + (atomic ? "atomic" : "single"));
        }
        return options;
    }

    /** The bare name, so that messages and line info show it; guarded where clang would take it for an option. */
    private String operand() {
        String name = request.fileName();
        return name.startsWith("-") || name.startsWith("@") ? "./" + name : name;
    }

    private static void addFolder(List<String> options, String option, Path folder) {
        options.add(option);
        options.add(folder.toString());
    }
}
