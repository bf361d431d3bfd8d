package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each clang says of its version: asked once, then kept in the JVM and in the cache until the program's file
 * changes. An upgrade behind a script that stays the same is not noticed.
 */
final class ClangVersions {

    private static final String MARK = "clang version ";

    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Duration limit;

    ClangVersions(Duration limit) {
        this.limit = limit;
    }

    /**
     * Gives the version as clang writes it.
     *
     * @throws ToolMissingException if the program cannot be run or is no clang
     */
    String of(Clang clang, Cache cache) {
        String key = clang.key();
        return known.computeIfAbsent(key, k -> Cache.text(cache.compilerFile(k))
                .filter(text -> text.contains(MARK))
                .orElseGet(() -> ask(clang, cache, k)));
    }

    private String ask(Clang clang, Cache cache, String key) {
        ToolRun run = cache.work(scratch -> run(clang, scratch));
        if (run.exitCode() != 0 || !run.output().contains(MARK)) {
            String said = run.output().isBlank() ? "nothing" : run.output();
            throw new ToolMissingException(
                    problem(clang, "\"--version\" ended with " + run.exitCode() + " and said: " + said.strip()));
        }
        cache.write(cache.compilerFile(key), run.output().getBytes(UTF_8));
        return run.output();
    }

    private ToolRun run(Clang clang, Path scratch) {
        try {
            return ToolRun.of(List.of(clang.executable().toString(), "--version"), scratch, scratch, limit);
        } catch (IOException e) {
            throw new ToolMissingException(problem(clang, String.valueOf(e.getMessage())), e);
        }
    }

    private static Problem problem(Clang clang, String found) {
        return new Problem(
                clang.executable() + " is not a clang that runs",
                found,
                "clang 11 or newer",
                "install clang (Debian, Ubuntu: " + Clang.INSTALL + "), or set bpftest.clang to one");
    }
}
