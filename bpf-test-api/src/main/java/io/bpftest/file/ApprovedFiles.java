package io.bpftest.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How files of approved verdicts are called: {@code FirewallTest.replaysLan.approved.txt}, beside the test's source. */
public final class ApprovedFiles {

    private static final String END = ".approved.txt";

    private ApprovedFiles() {}

    /**
     * Names the file of a test.
     *
     * @param name tells apart what one test approves; empty if that is one thing
     */
    public static String name(String className, String methodName, String name) {
        return className + "." + methodName + (name.isEmpty() ? "" : "." + name) + END;
    }

    /**
     * Finds the approvals of a class's tests that are none of its tests any more, by their names.
     *
     * @param className the class's name as it stands in names of files
     */
    public static List<Path> stale(TestModule module, Class<?> testClass, String className) {
        Path folder = module.sources();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Set<String> known = Stream.concat(
                        methods(testClass),
                        Arrays.stream(testClass.getDeclaredClasses()).map(Class::getSimpleName))
                .collect(Collectors.toSet());
        String begin = className + ".";
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.startsWith(begin)
                                && name.endsWith(END)
                                && !known.contains(test(name.substring(begin.length())));
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> methods(Class<?> testClass) {
        Stream.Builder<String> names = Stream.builder();
        for (Class<?> type = testClass; type != null; type = type.getSuperclass()) {
            for (Method own : type.getDeclaredMethods()) {
                names.add(own.getName());
            }
            for (Class<?> implemented : type.getInterfaces()) {
                for (Method inherited : implemented.getMethods()) {
                    names.add(inherited.getName());
                }
            }
        }
        return names.build();
    }

    /** The name of the method: what stands before the next point, or before an invocation's number. */
    private static String test(String rest) {
        return rest.substring(0, Math.min(indexOf(rest, '.'), indexOf(rest, '[')));
    }

    private static int indexOf(String text, char wanted) {
        int at = text.indexOf(wanted);
        return at < 0 ? text.length() : at;
    }
}
