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

    private static final ThreadLocal<CurrentTest> CURRENT = new ThreadLocal<>();

    /** Gives the test of this thread; outside of any, a name that says so. */
    public static CurrentTest get() {
        CurrentTest test = CURRENT.get();
        return test != null
                ? test
                : new CurrentTest("no-test", Thread.currentThread().getName(), () -> Configuration.ofThisJvm()
                        .reportFolder(Path.of("")));
    }

    /** Says which test this thread runs now. */
    public static void set(CurrentTest test) {
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
}
