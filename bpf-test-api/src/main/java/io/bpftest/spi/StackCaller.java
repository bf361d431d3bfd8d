package io.bpftest.spi;

import io.bpftest.file.TestModule;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The method of a user that this thread runs, for tests that the extension does not know of: those with
 * {@code Bpf} alone, of whatever framework.
 *
 * @param className the class's simple name, enclosing classes before it
 * @param methodName the method's name
 * @param type the class
 */
record StackCaller(String className, String methodName, Class<?> type) {

    private static final Pattern OF_THE_JDK = Pattern.compile("(java|javax|jdk|sun)\\..*");

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    /**
     * Finds it: frameworks call test methods by reflection, so it is the last frame before the first that reflects; in
     * other threads the outermost that is not the JDK's.
     */
    static StackCaller find() {
        List<StackWalker.StackFrame> called = StackWalker.getInstance(
                        Set.of(StackWalker.Option.SHOW_REFLECT_FRAMES, StackWalker.Option.RETAIN_CLASS_REFERENCE))
                .walk(frames -> frames.takeWhile(frame -> !frame.getClassName().equals("java.lang.reflect.Method"))
                        .filter(frame ->
                                !OF_THE_JDK.matcher(frame.getClassName()).matches())
                        .toList());
        StackWalker.StackFrame outermost = called.get(called.size() - 1);
        String name = outermost.getClassName();
        Matcher lambda = LAMBDA.matcher(outermost.getMethodName());
        return new StackCaller(
                name.substring(name.lastIndexOf('.') + 1).replace('$', '.'),
                lambda.matches() ? lambda.group(1) : outermost.getMethodName(),
                outermost.getDeclaringClass());
    }

    /** Gives it as a test. */
    CurrentTest test() {
        return new CurrentTest(
                className, methodName, () -> TestFolders.of(new TestModule(type), Configuration.ofThisJvm()));
    }
}
