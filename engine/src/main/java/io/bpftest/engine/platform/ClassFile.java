package io.bpftest.engine.platform;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What the files of test classes say of themselves. */
final class ClassFile {

    /** The version of class files of Java 1 (JVMS 4.1), from which each Java adds one. */
    private static final int BEFORE_JAVA_ONE = 44;

    private ClassFile() {}

    /** The newest Java that any of the classes was compiled for. */
    static int newestJava(List<RelayedDescriptor> classes) {
        return classes.stream()
                .flatMap(type -> type.testClass().stream())
                .mapToInt(ClassFile::java)
                .max()
                .orElse(0);
    }

    /** The Java that a class was compiled for; 0 if its file cannot be read. */
    static int java(Class<?> type) {
        try (InputStream file = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            if (file == null) {
                return 0;
            }
            DataInputStream in = new DataInputStream(file);
            in.skipNBytes(6);
            return in.readUnsignedShort() - BEFORE_JAVA_ONE;
        } catch (IOException e) {
            // Then the guest's JVM says what it cannot load.
            return 0;
        }
    }
}
