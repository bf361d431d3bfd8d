package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bpftest.error.BpfException;
import io.bpftest.error.CompilationException;
import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Builds the error for a source that clang did not compile: the machine's fault or the program's. */
final class Rejection {

    private final CompileRequest request;
    private final Clang clang;
    private final List<Path> searched;
    private final Diagnostics diagnostics;

    Rejection(CompileRequest request, Clang clang, List<Path> searched, Diagnostics diagnostics) {
        this.request = request;
        this.clang = clang;
        this.searched = searched;
        this.diagnostics = diagnostics;
    }

    /**
     * Gives the error to throw.
     *
     * @param wholeText where the diagnostics are kept if they are too long for a message
     */
    BpfException error(Cache cache, Path wholeText) {
        if (diagnostics.lacksBpf()) {
            return new ToolMissingException(new Problem(
                    clang.executable() + " cannot compile for BPF",
                    diagnostics.text(),
                    "a clang with the BPF target, as Linux distributions have",
                    "install clang (Debian, Ubuntu: " + Clang.INSTALL + "), or set bpftest.clang to one"));
        }
        if (request.coverage() != CompileRequest.Coverage.NONE && diagnostics.lacksCoverage()) {
            return new ToolMissingException(new Problem(
                    clang.executable() + " cannot compile BPF programs with coverage",
                    String.join("\n", diagnostics.excerpt()),
                    "clang 13 or newer",
                    "install a newer clang, set bpftest.clang to one, or leave out bpftest.coverage=true"));
        }
        String header = diagnostics.missingHeader().orElse("");
        if (header.startsWith("bpf/") && isNowhere("bpf/bpf_helpers.h")) {
            return missing(header, "libbpf's headers", "libbpf-dev", "libbpf-devel");
        }
        if ((header.startsWith("asm/") || header.startsWith("linux/")) && isNowhere("asm/types.h")) {
            return missing(header, "the kernel's headers for programs", "linux-libc-dev", "kernel-headers");
        }
        if (header.equals("gnu/stubs-32.h")) {
            return missing(
                    header,
                    "the C library's headers for 32 bits, which it asks for when it does not know the "
                            + "architecture (leaving out <stdint.h> and the like also helps)",
                    "libc6-dev-i386",
                    "glibc-devel.i686");
        }
        return new CompilationException(
                new Problem(
                        request.source() + " does not compile",
                        found(cache, wholeText),
                        "C that clang compiles for BPF",
                        header.isEmpty()
                                ? "correct the source, or the options in cflags"
                                : "correct the name, or add its folder to bpftest.include"),
                diagnostics.text());
    }

    /** Tells a package that is not installed from a misspelled name, by a header that the package surely has. */
    private boolean isNowhere(String header) {
        return searched.stream().map(folder -> folder.resolve(header)).noneMatch(Files::exists);
    }

    private String found(Cache cache, Path wholeText) {
        String excerpt = String.join("\n", diagnostics.excerpt());
        if (diagnostics.leftOut() == 0) {
            return excerpt.isEmpty() ? "clang failed and said nothing" : excerpt;
        }
        cache.write(wholeText, diagnostics.text().getBytes(UTF_8));
        return excerpt + "\n... and " + diagnostics.leftOut() + " more lines: " + wholeText;
    }

    private ToolMissingException missing(String header, String what, String debian, String fedora) {
        return new ToolMissingException(new Problem(
                "The header <" + header + "> is missing, which " + request.fileName() + " includes",
                String.join("\n", diagnostics.excerpt()),
                what,
                "install them (Debian, Ubuntu: apt-get install " + debian + "; Fedora: " + fedora
                        + "), or set bpftest.include to their folder"));
    }
}
