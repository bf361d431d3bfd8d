package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes objects loadable that count what is reached of their sources. As clang makes them, they hold sections that no loader of
 * BPF takes. What is made is kept in the cache folder, among the objects that clang made.
 */
public final class CountedObjects {

    /** The section of the counters, and so the name of their map. */
    public static final String SECTION = ".data.prf_cnts";

    /** The sections of the counters as clang names them, one for each function. */
    public static final String CLANGS_SECTION = "__llvm_prf_cnts";

    /**
     * What is removed is for llvm-cov alone, and groups are for linkers of other machines. The counters of weak functions would be
     * global symbols, and libbpf's linker wants types of such.
     */
    private static final List<String> OPTIONS = List.of(
            "--wildcard",
            "--localize-symbol",
            "__profc_*",
            "--rename-section",
            CLANGS_SECTION + "=" + SECTION + ",alloc,data",
            "--remove-section",
            "__llvm_prf_data",
            "--remove-section",
            ".rel__llvm_prf_data",
            "--remove-section",
            "__llvm_prf_names",
            "--remove-section",
            "__llvm_covfun",
            "--remove-section",
            "__llvm_covmap",
            "--remove-section",
            ".group");

    private final Cache cache;
    private final String clang;
    private final List<Path> searchPath;

    /** Uses a cache folder, which need not exist, and the programs beside a clang. */
    public CountedObjects(Path cacheFolder, String clang) {
        this(cacheFolder, clang, Clang.searchPath());
    }

    CountedObjects(Path cacheFolder, String clang, List<Path> searchPath) {
        this.cache = new Cache(cacheFolder.toAbsolutePath().normalize());
        this.clang = clang;
        this.searchPath = searchPath;
    }

    /**
     * Gives the bytes of a loadable object. The counters of its functions still stand in sections of one name, in clang's order:
     * libbpf's linker makes one of them.
     *
     * @param object what clang made with coverage
     * @throws ToolMissingException if llvm-objcopy is missing
     * @throws ObjectFormatException if it does not take the object
     */
    public byte[] loadable(CompiledObject object) {
        List<String> identity = new ArrayList<>(OPTIONS);
        identity.add(object.sha256());
        String key = Sha256.of(identity);
        Optional<byte[]> known = Cache.text(cache.linkFile(key)).flatMap(cache::object);
        if (known.isPresent()) {
            return known.get();
        }
        Path tool = LlvmTool.find(
                "llvm-objcopy",
                Clang.find(clang),
                searchPath,
                "puts the counters of coverage where BPF programs can count");
        byte[] made = cache.work(scratch -> run(tool, object, scratch));
        String sha256 = Sha256.of(made);
        cache.write(cache.objectFile(sha256), made);
        cache.write(cache.linkFile(key), sha256.getBytes(UTF_8));
        return made;
    }

    private static byte[] run(Path tool, CompiledObject object, Path scratch) throws IOException {
        Path covered = Files.write(scratch.resolve("covered.o"), object.bytes());
        Path loadable = scratch.resolve("loadable.o");
        List<String> command = new ArrayList<>(List.of(tool.toString()));
        command.addAll(OPTIONS);
        command.addAll(List.of(covered.toString(), loadable.toString()));
        ToolRun run;
        try {
            run = ToolRun.of(command, scratch, scratch, Compiler.TIME_LIMIT);
        } catch (IOException e) {
            throw new ToolMissingException(
                    new Problem(
                            tool + " cannot be run",
                            String.valueOf(e.getMessage()),
                            "an llvm-objcopy that runs",
                            "install LLVM's programs (Debian, Ubuntu: apt-get install llvm)"),
                    e);
        }
        if (run.exitCode() != 0 || !Files.exists(loadable)) {
            throw new ObjectFormatException(new Problem(
                    tool + " does not take " + object.source().getFileName() + " as built with coverage",
                    run.output().isBlank()
                            ? "it ended with " + run.exitCode()
                            : run.output().strip(),
                    "an llvm-objcopy of clang's version",
                    "install LLVM's programs of the version of clang, or leave out bpftest.coverage=true"));
        }
        return Files.readAllBytes(loadable);
    }
}
