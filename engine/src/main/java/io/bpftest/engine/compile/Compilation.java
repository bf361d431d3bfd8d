package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bpftest.error.FileMissingException;
import io.bpftest.error.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way through the cache and, if need be, through clang. */
final class Compilation {

    private static final Logger LOG = LoggerFactory.getLogger(Compiler.class);

    private final CompileRequest request;
    private final GeneratedHeader kernelHeader;
    private final Cache cache;
    private final Clang clang;
    private final ClangArguments arguments;
    private final String key;
    private final Duration limit;

    Compilation(
            CompileRequest request,
            HostTarget host,
            GeneratedHeader kernelHeader,
            ClangVersions versions,
            Duration limit) {
        checkSource(request.source());
        this.request = request;
        this.kernelHeader = kernelHeader;
        this.limit = limit;
        this.cache = new Cache(request.cacheFolder());
        this.clang = Clang.find(request.clang());
        this.arguments = new ClangArguments(request, host);
        List<String> identity = new ArrayList<>(arguments.identity());
        identity.add(clang.key());
        identity.add(versions.of(clang, cache));
        this.key = Sha256.of(identity);
    }

    /**
     * An object.
     *
     * @param entry what it was made from; null if the files changed while clang read them
     */
    record Result(CompiledObject object, Clang clang, Manifest.@Nullable Entry entry) {}

    /** Takes the object from the cache or makes it. */
    Result result() {
        Manifest manifest =
                Cache.text(cache.manifestFile(key)).flatMap(Manifest::parse).orElse(Manifest.EMPTY);
        Result result = cached(manifest).orElseGet(() -> made(manifest));
        if (!result.object().warnings().isEmpty()) {
            LOG.warn("clang on {}:\n{}", request.source(), result.object().warnings());
        }
        return result;
    }

    private Optional<Result> cached(Manifest manifest) {
        for (Manifest.Entry entry : manifest.entries()) {
            if (isCurrent(entry)) {
                return cache.object(entry.object()).map(bytes -> result(entry, bytes));
            }
        }
        return Optional.empty();
    }

    private boolean isCurrent(Manifest.Entry entry) {
        return entry.absent().stream().noneMatch(Files::exists)
                && entry.read().stream().allMatch(file -> file.sha256().equals(Sha256.of(file.path())))
                && (entry.kernel().isEmpty() || entry.kernel().equals(kernelHeader.fingerprint()));
    }

    private Result made(Manifest manifest) {
        boolean needsKernelHeader =
                manifest.entries().stream().anyMatch(entry -> !entry.kernel().isEmpty());
        ClangRuns runs = new ClangRuns(request, arguments, clang, cache, kernelHeader, limit);
        ClangRuns.Output output = runs.run(needsKernelHeader, cache.diagnosticsFile(key));
        String sha256 = Sha256.of(output.object());
        Manifest.Entry entry = new Manifest.Entry(
                sha256,
                output.kernelHeader().isPresent() ? kernelHeader.fingerprint() : "",
                output.warnings(),
                output.read(),
                absent(output));
        cache.write(cache.objectFile(sha256), output.object());
        Result result = result(entry, output.object());
        if (!output.isSettled()) {
            return new Result(result.object(), clang, null);
        }
        cache.write(cache.manifestFile(key), manifest.with(entry).text().getBytes(UTF_8));
        return result;
    }

    private List<Path> absent(ClangRuns.Output output) {
        List<Path> searched = new ArrayList<>(arguments.searchFolders());
        output.kernelHeader().map(Path::getParent).ifPresent(searched::add);
        return ShadowingPaths.of(
                searched,
                output.read().stream().map(file -> file.path().normalize()).toList());
    }

    private Result result(Manifest.Entry entry, byte[] bytes) {
        CompiledObject object = new CompiledObject(
                request.source(), cache.objectFile(entry.object()), entry.object(), bytes, entry.warnings());
        return new Result(object, clang, entry);
    }

    private static void checkSource(Path source) {
        if (!Files.isRegularFile(source) || !Files.isReadable(source)) {
            throw new FileMissingException(new Problem(
                    "The source " + source + " cannot be read",
                    Files.isDirectory(source)
                            ? "a folder"
                            : Files.exists(source) ? "no read permission" : "no such file",
                    "a C source",
                    "check the path, or create the file"));
        }
    }
}
