package io.bpftest.engine.object;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.LibbpfLog;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.kernel.MemoryFile;
import io.bpftest.error.LinkException;
import io.bpftest.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one object of several, by libbpf's linker: a function that is not weak takes the place of one that is. */
public final class ObjectLinker {

    private ObjectLinker() {}

    /** An object file to link, and the name it has in messages. */
    public record Input(String name, byte[] bytes) {}

    /**
     * Links objects.
     *
     * @return the bytes of the one object
     * @throws LinkException if libbpf refuses, in its words
     */
    public static byte[] link(List<Input> inputs) {
        List<MemoryFile> files = new ArrayList<>();
        try (MemoryFile output = new MemoryFile()) {
            inputs.forEach(input -> files.add(MemoryFile.of(input.bytes())));
            if (run(output, files) == 0) {
                return output.content();
            }
            throw refused(inputs, files, LibbpfLog.during(() -> run(output, files)));
        } finally {
            files.forEach(MemoryFile::close);
        }
    }

    /** Gives 0 or a negative errno. */
    private static int run(MemoryFile output, List<MemoryFile> files) {
        LibBpf libbpf = Native.libbpf();
        long linker = libbpf.bpf_linker__new(output.path(), 0);
        if (linker == 0) {
            return -Native.errno();
        }
        try {
            for (MemoryFile file : files) {
                int added = libbpf.bpf_linker__add_file(linker, file.path(), 0);
                if (added < 0) {
                    return added;
                }
            }
            return libbpf.bpf_linker__finalize(linker);
        } finally {
            libbpf.bpf_linker__free(linker);
        }
    }

    private static LinkException refused(
            List<Input> inputs, List<MemoryFile> files, LibbpfLog.Collected<Integer> second) {
        String said = String.join("\n", second.lines());
        for (int i = 0; i < inputs.size(); i++) {
            said = said.replaceAll(
                    Pattern.quote(files.get(i).path()) + "\\b",
                    Matcher.quoteReplacement(inputs.get(i).name()));
        }
        String names = String.join(" and ", inputs.stream().map(Input::name).toList());
        return new LinkException(new Problem(
                "libbpf cannot link " + names,
                said.isEmpty() ? Errno.text(second.result()) : said,
                "objects that fit together, with type information (BTF), made for the same machine",
                "change the mock as libbpf's message says; compiled objects need clang's option -g"));
    }
}
