package io.bpftest.engine.session;

import io.bpftest.ObjectSpec;
import io.bpftest.engine.compile.CompileRequest;
import io.bpftest.engine.compile.Compiler;
import io.bpftest.engine.compile.KnownObjects;
import io.bpftest.engine.feature.LocalFeatures;
import io.bpftest.engine.object.ObjectImage;
import io.bpftest.engine.trial.Trials;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.NearName;
import io.bpftest.error.Problem;
import io.bpftest.feature.KernelFeatures;
import io.bpftest.spi.BpfEngine;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.ObjectSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine that loads into the kernel this JVM runs on. */
public final class LocalEngine implements BpfEngine {

    private static final Compiler COMPILER = new Compiler(new RunningKernelHeader());
    private static final ForeignObjects FOREIGN = new ForeignObjects(new Trials(ObjectTrial.class));

    @Override
    public ObjectSpec open(ObjectSource source, Configuration configuration) {
        Path file = source.file();
        if (!Files.isRegularFile(file)) {
            throw missing(file, null);
        }
        byte[] object = source.isSource() ? compile(source, configuration) : read(file);
        ObjectImage image = new ObjectImage(file.getFileName().toString(), object);
        if (!source.isSource()) {
            FOREIGN.check(image.name(), object, new KnownObjects(configuration.cacheFolder()));
        }
        return new LocalObjectSpec(ObjectModel.read(image), file);
    }

    @Override
    public KernelFeatures features() {
        return LocalFeatures.get();
    }

    private static byte[] compile(ObjectSource source, Configuration configuration) {
        CompileRequest request = CompileRequest.of(source.file(), source.cflags(), configuration);
        return COMPILER.compile(request).bytes();
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
