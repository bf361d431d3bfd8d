package io.bpftest.engine.report.coverage;

import io.bpftest.error.MachineException;
import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The {@code llvm-profdata} and {@code llvm-cov} that go with a clang. */
record LlvmTools(Path profdata, Path cov) {

    private static final long LIMIT_SECONDS = 120;

    /**
     * Finds them where the clang lies at the end of all links, then on the search path with the number in its name, then without.
     *
     * @param clang the setting: a name or a path
     * @param searchPath null where the environment has none
     * @throws ToolMissingException if one is missing
     */
    static LlvmTools of(String clang, @Nullable String searchPath) {
        return new LlvmTools(find("llvm-profdata", clang, searchPath), find("llvm-cov", clang, searchPath));
    }

    private static Path find(String tool, String clang, @Nullable String searchPath) {
        List<Path> places = new ArrayList<>();
        (clang.contains("/")
                        ? Optional.of(Path.of(clang))
                        : on(searchPath, clang).findFirst())
                .map(LlvmTools::real)
                .ifPresent(file -> places.add(file.resolveSibling(tool)));
        String name = Path.of(clang).getFileName().toString();
        String number = name.replaceAll("^.*?(-\\d+)?$", "$1");
        on(searchPath, tool + number).forEach(places::add);
        on(searchPath, tool).forEach(places::add);
        return places.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new ToolMissingException(new Problem(
                        tool + " is missing, which coverage is made with",
                        "none beside " + clang + ", and none on the PATH",
                        "the llvm tools of the clang that compiles",
                        "install them (Debian, Ubuntu: apt-get install llvm" + number + ")")));
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }

    private static Stream<Path> on(@Nullable String searchPath, String name) {
        return Stream.of((searchPath == null ? "" : searchPath).split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }

    /**
     * Runs one of them.
     *
     * @param scratch a folder for what it writes
     * @return its standard output
     * @throws MachineException if it fails, or takes longer than two minutes
     */
    Path run(Path scratch, Path tool, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(tool.toString()));
        command.addAll(arguments);
        Path output = scratch.resolve(tool.getFileName() + ".out");
        Path errors = scratch.resolve(tool.getFileName() + ".err");
        Process process = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw failed(tool, "still running after " + LIMIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(tool, "an interrupt");
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw failed(
                    tool,
                    Files.readString(errors, StandardCharsets.UTF_8)
                            .lines()
                            .limit(4)
                            .reduce((a, b) -> a + "\n" + b)
                            .orElse("exit code " + process.exitValue()));
        }
        return output;
    }

    private static MachineException failed(Path tool, String found) {
        return new MachineException(new Problem(
                tool + " cannot read what clang wrote",
                found,
                "llvm-profdata and llvm-cov at least as new as the clang that compiled the objects",
                "install them, or set bpftest.clang to the clang that they belong to, and run mvn clean"));
    }
}
