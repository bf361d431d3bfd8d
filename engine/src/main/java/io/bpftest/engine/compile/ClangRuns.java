package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bpftest.error.CompilationException;
import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs clang until it has made an object of known content: again with a generated {@code vmlinux.h} when that is what
 * it lacked, and again when a file may have changed while it was read.
 */
final class ClangRuns {

    private static final int MOST_RUNS = 4;
    private static final String KERNEL_HEADER = "vmlinux.h";

    private final CompileRequest request;
    private final ClangArguments arguments;
    private final Clang clang;
    private final Cache cache;
    private final GeneratedHeader kernelHeader;
    private final Duration limit;

    ClangRuns(
            CompileRequest request,
            ClangArguments arguments,
            Clang clang,
            Cache cache,
            GeneratedHeader kernelHeader,
            Duration limit) {
        this.request = request;
        this.arguments = arguments;
        this.clang = clang;
        this.cache = cache;
        this.kernelHeader = kernelHeader;
        this.limit = limit;
    }

    /**
     * What clang made.
     *
     * @param read every file that it read, with the content after the run
     * @param kernelHeader the generated header, if it was read
     * @param isSettled whether that is surely the content that clang saw
     */
    record Output(
            byte[] object,
            String warnings,
            List<Manifest.FileContent> read,
            Optional<Path> kernelHeader,
            boolean isSettled) {}

    /**
     * Makes the object.
     *
     * @param withKernelHeader whether the source is known to need the generated header
     * @param wholeText where diagnostics go that are too long for a message
     */
    Output run(boolean withKernelHeader, Path wholeText) {
        Optional<Path> header = withKernelHeader ? Optional.of(kernelHeader.file(cache)) : Optional.empty();
        List<Manifest.FileContent> before = List.of();
        for (int run = 1; ; run++) {
            Optional<Path> given = header;
            Attempt attempt = cache.work(scratch -> attempt(scratch, given));
            if (attempt.succeeded()) {
                boolean known = attempt.read().stream().allMatch(Manifest.FileContent::isReadable);
                boolean settled =
                        known && (attempt.isSettled() || attempt.read().equals(before));
                if (settled || !known || run >= MOST_RUNS) {
                    return output(attempt, header, settled);
                }
                before = attempt.read();
            } else if (header.isEmpty() && attempt.lacks(KERNEL_HEADER)) {
                header = Optional.of(kernelHeader.file(cache));
            } else {
                throw new Rejection(request, clang, arguments.searchFolders(), attempt.diagnostics())
                        .error(cache, wholeText);
            }
        }
    }

    private record Attempt(
            byte[] object,
            Diagnostics diagnostics,
            List<Manifest.FileContent> read,
            boolean isSettled,
            boolean succeeded) {
        boolean lacks(String header) {
            return diagnostics.missingHeader().filter(header::equals).isPresent();
        }
    }

    private Attempt attempt(Path scratch, Optional<Path> header) throws IOException {
        Path object = scratch.resolve("object.o");
        Path dependencies = scratch.resolve("dependencies");
        // The clock of the file system, not ours, tells what was written after this moment.
        FileTime start = Files.getLastModifiedTime(Files.createFile(scratch.resolve("start")));
        List<String> command = new ArrayList<>(List.of(clang.executable().toString()));
        command.addAll(arguments.commandLine(object, dependencies, header.map(Path::getParent)));
        ToolRun run = start(command, scratch);
        Diagnostics diagnostics = new Diagnostics(run.output());
        if (run.exitCode() != 0) {
            return new Attempt(new byte[0], diagnostics, List.of(), false, false);
        }
        List<Manifest.FileContent> read =
                files(dependencies).stream().map(Manifest.FileContent::of).toList();
        boolean settled = read.stream().allMatch(file -> isOlder(file.path(), start));
        return new Attempt(elf(object), diagnostics, read, settled, true);
    }

    private ToolRun start(List<String> command, Path scratch) {
        try {
            return ToolRun.of(command, request.folder(), scratch, limit);
        } catch (IOException e) {
            throw new ToolMissingException(
                    new Problem(
                            clang.executable() + " cannot be run",
                            String.valueOf(e.getMessage()),
                            "a clang that runs",
                            "install clang (Debian, Ubuntu: " + Clang.INSTALL + ")"),
                    e);
        }
    }

    private List<Path> files(Path dependencies) throws IOException {
        Stream<Path> read = DependencyFile.prerequisites(new String(Files.readAllBytes(dependencies), UTF_8)).stream()
                .map(this::path);
        return Stream.of(Stream.of(request.source()), read, arguments.responseFiles().stream())
                .flatMap(files -> files)
                .distinct()
                .toList();
    }

    /** Resolves a name; one that this JVM's locale cannot express becomes a file that cannot be read. */
    private Path path(String name) {
        try {
            return request.folder().resolve(name);
        } catch (InvalidPathException e) {
            return request.source().resolve("unreadable");
        }
    }

    /** Reads the object, which some options ({@code -S}, {@code -emit-llvm}) make something else of. */
    private byte[] elf(Path object) throws IOException {
        byte[] bytes = Files.exists(object) ? Files.readAllBytes(object) : new byte[0];
        if (bytes.length < 4 || bytes[0] != 0x7f || bytes[1] != 'E' || bytes[2] != 'L' || bytes[3] != 'F') {
            throw new CompilationException(
                    new Problem(
                            request.source() + " was compiled, but not to an ELF object",
                            bytes.length + " bytes of another kind, with the options " + request.cflags(),
                            "an ELF object",
                            "remove options that change the kind of output, such as -S, -E or -emit-llvm, and see that "
                                    + "clang may write to the cache folder"),
                    "");
        }
        return bytes;
    }

    private Output output(Attempt attempt, Optional<Path> header, boolean settled) {
        Optional<Path> readHeader = header.filter(
                file -> attempt.read().stream().anyMatch(read -> read.path().equals(file)));
        return new Output(attempt.object(), attempt.diagnostics().text().strip(), attempt.read(), readHeader, settled);
    }

    private static boolean isOlder(Path file, FileTime moment) {
        FileStamp stamp = FileStamp.of(file);
        return stamp != null && stamp.modified().compareTo(moment) < 0;
    }
}
