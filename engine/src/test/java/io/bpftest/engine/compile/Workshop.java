package io.bpftest.engine.compile;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A project folder with a source, a cache, and a clang that writes down each call. */
final class Workshop {

    static final String SOURCE = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            #include "verdict.h"
            SEC("xdp") int decide(struct xdp_md *ctx) { return VERDICT; }
            char terms[] SEC("license") = "GPL";
            """;

    private final Path folder;
    private final Path calls;

    Workshop(Path folder) {
        this.folder = folder;
        this.calls = folder.resolve("calls");
        write("decide.bpf.c", SOURCE);
        write("verdict.h", "#define VERDICT XDP_PASS\n");
        script("clang", "exec clang \"$@\"");
    }

    /** Writes a program that notes its call and then does what is given. */
    Path script(String name, String body) {
        Path script = write("bin/" + name, "#!/bin/sh\necho \"$*\" >> '" + calls + "'\n" + body + "\n");
        if (!script.toFile().setExecutable(true)) {
            throw new IllegalStateException(script + " cannot be made executable");
        }
        return script;
    }

    Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    Path cache() {
        return folder.resolve("cache");
    }

    CompileRequest request(String... cflags) {
        return request("decide.bpf.c", List.of(), cflags);
    }

    CompileRequest request(String source, List<Path> include, String... cflags) {
        return new CompileRequest(
                path(source), List.of(cflags), path("bin/clang").toString(), include, cache());
    }

    /** How often a clang was started so far. */
    long calls() {
        try (Stream<String> lines = Files.lines(calls)) {
            return lines.count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** A compiler that remembers nothing, as that of another JVM. */
    static Compiler compiler() {
        return new Compiler(new NoKernelHeader());
    }

    /** Each file under a folder of the cache, with the time of its last write. */
    Map<Path, String> cacheFiles(String part) {
        Map<Path, String> files = new TreeMap<>();
        if (Files.exists(cache().resolve(part))) {
            try (Stream<Path> all = Files.walk(cache().resolve(part))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(file, Files.getLastModifiedTime(file).toString());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    /** What is left of unfinished work. */
    String leftovers() {
        Path temporary = cache().resolve("tmp");
        try (Stream<Path> all = Files.list(temporary)) {
            return all.map(Path::toString).collect(joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A kernel whose header nobody may ask for. */
    static final class NoKernelHeader implements KernelHeader {
        @Override
        public String fingerprint() {
            throw new AssertionError("no source here needs the kernel's header");
        }

        @Override
        public void write(Path file) {
            throw new AssertionError("no source here needs the kernel's header");
        }
    }
}
