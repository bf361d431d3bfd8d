package io.bpftest.spi;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The test that runs in this thread, for what is named after it.
 *
 * @param className the test class's simple name, enclosing classes before it
 * @param methodName the test method's name, with the number of its invocation where it has several
 * @param reportFolder gives the folder that reports go to, such as {@code target/bpf-test}; asked only by failures
 */
public record CurrentTest(String className, String methodName, Supplier<Path> reportFolder) {

    private static final ThreadLocal<Supplier<CurrentTest>> CURRENT = new ThreadLocal<>();

    /** Gives the test of this thread; outside of the extension's tests, what the stack tells of the caller. */
    public static CurrentTest get() {
        Supplier<CurrentTest> test = CURRENT.get();
        return test != null ? test.get() : ofStack();
    }

    private static CurrentTest ofStack() {
        StackCaller caller = StackCaller.find();
        return new CurrentTest(caller.className(), caller.methodName(), () -> Configuration.ofThisJvm()
                .reportFolder(Path.of("")));
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

    /** The folder for the files of this test. */
    public Path folder() {
        return reportFolder.get().resolve(className);
    }

    /** Shows a file as a reader finds it: relative to the working directory where it lies there. */
    public static String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = file.toAbsolutePath().normalize();
        return (whole.startsWith(here) ? here.relativize(whole) : whole).toString();
    }
}
