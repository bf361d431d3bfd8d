package io.bpftest.engine.session;

import io.bpftest.engine.compile.CompileRequest;
import io.bpftest.engine.compile.CompileRequest.Coverage;
import io.bpftest.engine.compile.CompiledObject;
import io.bpftest.engine.compile.Compiler;
import io.bpftest.engine.compile.KnownObjects;
import io.bpftest.engine.compile.LinkedObjects;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.object.ObjectImage;
import io.bpftest.engine.object.ObjectLinker;
import io.bpftest.error.CompilationException;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.NearName;
import io.bpftest.error.Problem;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.ObjectSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of the files that a test names the one object that libbpf may open in this process. */
final class ObjectFiles {

    /** To be changed with how objects are linked, so that older results no longer count. */
    private static final String LINKING = "1";

    private final Compiler compiler;
    private final ForeignObjects foreign;
    private final Configuration configuration;

    ObjectFiles(Compiler compiler, ForeignObjects foreign, Configuration configuration) {
        this.compiler = compiler;
        this.foreign = foreign;
        this.configuration = configuration;
    }

    /** Compiles or reads the files that a source names, that of the object under test first. */
    List<ObjectLinker.Input> parts(ObjectSource source) {
        List<Path> files = new ArrayList<>(List.of(source.file()));
        files.addAll(source.with());
        return files.stream()
                .map(file -> new ObjectLinker.Input(String.valueOf(file.getFileName()), bytes(file, source.cflags())))
                .toList();
    }

    /**
     * Compiles a C source with counters. They are added to atomically, unless clang cannot: where it sees that nothing is added,
     * it makes an atomic load of it, which not each version has an instruction for.
     *
     * @param plain the object without counters
     * @throws io.bpftest.error.ToolMissingException if clang does not know coverage
     * @throws CompilationException if clang rejects it with them
     */
    CompiledObject counted(Path file, List<String> cflags, byte[] plain) {
        CompileRequest request = CompileRequest.of(file, cflags, configuration);
        String name = KnownObjects.name(plain);
        if (!known().isWithoutAtomicCounters(name)) {
            try {
                return compiler.compile(request.with(Coverage.ATOMIC));
            } catch (CompilationException e) {
                CompiledObject object = compiler.compile(request.with(Coverage.PLAIN));
                known().keepWithoutAtomicCounters(name);
                return object;
            }
        }
        return compiler.compile(request.with(Coverage.PLAIN));
    }

    /** Makes one object of a source's parts. */
    ObjectImage image(ObjectSource source, List<ObjectLinker.Input> parts) {
        ObjectLinker.Input object = parts.get(0);
        if (parts.size() > 1) {
            checkForeign(parts);
            return new ObjectImage(object.name(), linked(parts, () -> new MockCheck(source.file(), parts).run()));
        }
        if (!source.isSource()) {
            foreign.check(object.name(), object.bytes(), known());
        }
        return new ObjectImage(object.name(), object.bytes());
    }

    /**
     * Links objects, or takes what was made of them before.
     *
     * @param check is asked before they are linked for the first time
     */
    byte[] linked(List<ObjectLinker.Input> inputs, Runnable check) {
        String linker = "linking " + LINKING + ", libbpf " + Native.libbpf().libbpf_version_string();
        return new LinkedObjects(configuration.cacheFolder())
                .get(inputs.stream().map(ObjectLinker.Input::bytes).toList(), linker, () -> {
                    check.run();
                    return ObjectLinker.link(inputs);
                });
    }

    /** libbpf's linker trusts objects as its loader does. */
    void checkForeign(List<ObjectLinker.Input> inputs) {
        KnownObjects known = known();
        if (inputs.stream().allMatch(input -> known.isCompiled(KnownObjects.name(input.bytes())))) {
            return;
        }
        // What is no object at all is told better here than by the linker.
        inputs.forEach(input -> new ObjectImage(input.name(), input.bytes()));
        String names = String.join(
                " with ", inputs.stream().map(ObjectLinker.Input::name).toList());
        foreign.check(names, new ObjectBundle(inputs).bytes(), known);
    }

    /** Compiles a source of the framework's own. */
    byte[] compiled(Path source) {
        return bytes(source, List.of());
    }

    private KnownObjects known() {
        return new KnownObjects(configuration.cacheFolder());
    }

    private byte[] bytes(Path file, List<String> cflags) {
        if (!Files.isRegularFile(file)) {
            throw missing(file, null);
        }
        return ObjectSource.isSource(file)
                ? compiler.compile(CompileRequest.of(file, cflags, configuration))
                        .bytes()
                : read(file);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw missing(file, e);
        }
    }

    private static FileMissingException missing(Path file, @Nullable IOException cause) {
        return new FileMissingException(
                new Problem(
                        "The object " + file + " cannot be read",
                        cause != null ? cause.toString() : absence(file) + ": " + file.toAbsolutePath(),
                        "a C source or a compiled object",
                        NearName.remedy(List.of(file), "correct the path; it is relative to the working directory")),
                cause);
    }

    private static String absence(Path file) {
        return Files.isDirectory(file) ? "a folder" : Files.exists(file) ? "no regular file" : "no such file";
    }
}
