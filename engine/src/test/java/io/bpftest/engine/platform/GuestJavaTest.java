package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfObject;
import io.bpftest.engine.Quietly;
import io.bpftest.engine.fork.GuestMain;
import io.bpftest.error.EnvironmentException;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests whose Java is too old: for the tests, or for bpf-test itself. */
class GuestJavaTest {

    private static final String CLASS_PATH = "surefire.test.class.path";

    /** The version of class files that no Java of ours reads (JVMS 4.1: 44 and the Java). */
    private static final int JAVA_99 = 44 + 99;

    @TempDir
    Path folder;

    private static String file(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static byte[] builtForJava99(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + file(type))) {
            byte[] bytes = in.readAllBytes();
            bytes[6] = 0;
            bytes[7] = (byte) JAVA_99;
            return bytes;
        }
    }

    /** Has this JVM see a file for Java 99 where it has the class already, as a JVM of that Java would. */
    private static final class OfTheFuture extends ClassLoader {

        OfTheFuture() {
            super(GuestJavaTest.class.getClassLoader());
        }

        Class<?> defined(Class<?> type) throws IOException {
            try (InputStream in = type.getResourceAsStream("/" + file(type))) {
                byte[] bytes = in.readAllBytes();
                return defineClass(type.getName(), bytes, 0, bytes.length);
            }
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            try {
                return name.equals(file(Newer.class))
                        ? new ByteArrayInputStream(builtForJava99(Newer.class))
                        : super.getResourceAsStream(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void classesThatAreTooNewForTheGuestAreToldOnce() throws IOException {
        Recording run = Recording.of(Elsewhere.process(selectClass(new OfTheFuture().defined(Newer.class))));

        assertThat(run.thrown("Newer"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("The tests' classes are too new for the process")
                .hasMessageContaining(
                        "Java " + Runtime.version().feature() + " in the process, and classes for Java 99")
                .hasMessageContaining("maven.compiler.release");
        assertThat(run.testsRun()).isEmpty();
    }

    @Test
    void aJavaThatIsTooOldForBpfTestIsTold() throws IOException {
        Path main = folder.resolve(file(GuestMain.class));
        Files.createDirectories(main.getParent());
        Files.write(main, builtForJava99(GuestMain.class));
        String before = System.getProperty(CLASS_PATH);
        String all = before == null ? System.getProperty("java.class.path") : before;
        System.setProperty(CLASS_PATH, folder + File.pathSeparator + all);
        Recording run;
        try {
            run = Quietly.on(() -> Recording.of(Elsewhere.process(selectClass(Newer.class))));
        } finally {
            if (before == null) {
                System.clearProperty(CLASS_PATH);
            } else {
                System.setProperty(CLASS_PATH, before);
            }
        }

        assertThat(run.thrown("Newer"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("UnsupportedClassVersionError")
                .hasMessageContaining("use an image with a newer Java runtime: bpf-test itself needs 17");
    }
}

/** Stands alone: a class within another must be of the same loader. */
@BpfObject("verdicts.bpf.c")
class Newer {

    @Test
    void runs() {}
}
