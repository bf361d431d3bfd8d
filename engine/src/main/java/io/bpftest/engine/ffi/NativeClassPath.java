package io.bpftest.engine.ffi;

import com.kenai.jffi.Platform;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What another JVM must have on its class path to make native calls. */
public final class NativeClassPath {

    /** One class of each jar that jnr-ffi consists of. */
    private static final List<String> ONE_OF_EACH = List.of(
            "jnr.ffi.LibraryLoader",
            "com.kenai.jffi.Library",
            "org.objectweb.asm.ClassVisitor",
            "org.objectweb.asm.tree.ClassNode",
            "org.objectweb.asm.tree.analysis.Analyzer",
            "org.objectweb.asm.commons.GeneratorAdapter",
            "org.objectweb.asm.util.TraceClassVisitor",
            "jnr.a64asm.Assembler_A64",
            "jnr.x86asm.Assembler");

    private NativeClassPath() {}

    /** Classes whose code sources are needed, as far as this JVM has them. */
    public static List<Class<?>> classes() {
        List<Class<?>> classes = new ArrayList<>();
        for (String name : ONE_OF_EACH) {
            try {
                classes.add(Class.forName(name, false, NativeClassPath.class.getClassLoader()));
            } catch (ClassNotFoundException | LinkageError e) {
                // Not every version has, and not every platform needs, each of them.
                continue;
            }
        }
        return classes;
    }

    /** The jar of jffi's own native code, which is a jar of resources without a class; none if it is no jar. */
    public static Optional<Path> nativeCode() {
        URL folder = NativeClassPath.class
                .getClassLoader()
                .getResource("jni/" + Platform.getPlatform().getName());
        try {
            return folder != null && folder.openConnection() instanceof JarURLConnection jar
                    ? Optional.of(Path.of(jar.getJarFileURL().toURI()))
                    : Optional.empty();
        } catch (IOException | URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }
}
