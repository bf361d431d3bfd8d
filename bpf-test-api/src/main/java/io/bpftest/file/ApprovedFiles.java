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

/**
 * How files of what was approved are called, which lie beside the test's source: {@code FirewallTest.replaysLan.approved.txt}
 * of verdicts, {@code FirewallTest.isCheap.xdp_firewall.linux-6.12.verifier.txt} of what a program costs the verifier.
 */
public final class ApprovedFiles {

    private static final String END = ".approved.txt";
    private static final String BASELINE_KERNEL = ".linux-";
    private static final String BASELINE_END = ".verifier.txt";

    private ApprovedFiles() {}

    /**
     * Names the file of a test.
     *
     * @param name tells apart what one test approves; empty if that is one thing
     */
    public static String name(String className, String methodName, String name) {
        return className + "." + methodName + (name.isEmpty() ? "" : "." + name) + END;
    }

    /** Gives what the names of a program's baselines begin with, whatever the kernel. */
    public static String baselines(String className, String methodName, String program) {
        return className + "." + methodName + "." + program + BASELINE_KERNEL;
    }

    /**
     * Names the baseline of a kernel.
     *
     * @param version such as {@code 6.12}
     */
    public static String baseline(String baselines, String version) {
        return baselines + version + BASELINE_END;
    }

    /** Finds the kernels that there are baselines of. */
    public static List<String> versions(Path folder, String baselines) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(baselines) && name.endsWith(BASELINE_END))
                    .map(name -> name.substring(baselines.length(), name.length() - BASELINE_END.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                                && (name.endsWith(END) || name.endsWith(BASELINE_END))
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
