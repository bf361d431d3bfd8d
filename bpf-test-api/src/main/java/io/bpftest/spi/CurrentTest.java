package io.bpftest.spi;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The test that runs in this thread, for what is named after it.
 *
 * @param className the test class's simple name, enclosing classes before it
 * @param methodName the test method's name, with the number of its invocation where it has several
 * @param folders gives where what it leaves goes; asked only where something does
 */
public record CurrentTest(String className, String methodName, Supplier<TestFolders> folders) {

    private static final ThreadLocal<Supplier<CurrentTest>> CURRENT = new ThreadLocal<>();

    /** Gives the test of this thread; outside of the extension's tests, what the stack tells of the caller. */
    public static CurrentTest get() {
        Supplier<CurrentTest> test = CURRENT.get();
        return test != null ? test.get() : StackCaller.find().test();
    }

    /**
     * Says which test this thread runs now.
     *
     * @param test asked only where something is named after it, which few of the tests need that run by thousands
     */
    public static void set(Supplier<CurrentTest> test) {
        CURRENT.set(test);
    }

    /** Says that this thread runs no test any more. */
    public static void clear() {
        CURRENT.remove();
    }

    /** The folder for the reports of this test. */
    public Path folder() {
        return folders.get().reports().resolve(className);
    }

    /** Gives part of a file's name what every file system takes. */
    public static String fileName(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}._\\[\\]-]", "_");
    }

    /** Shows a file as a reader finds it: relative to the working directory where it lies there. */
    public static String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = file.toAbsolutePath().normalize();
        return (whole.startsWith(here) ? here.relativize(whole) : whole).toString();
    }
}
