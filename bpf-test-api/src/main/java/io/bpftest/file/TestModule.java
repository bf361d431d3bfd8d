package io.bpftest.file;

import io.bpftest.error.FileMissingException;
import io.bpftest.error.NearName;
import io.bpftest.error.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the module that a test class belongs to, and the files in it that the class can name: objects under
 * test and captures are looked for by the same rules.
 */
public final class TestModule {

    private static final List<String> BUILD_FILES =
            List.of("pom.xml", "build.gradle", "build.gradle.kts", "BUILD", "BUILD.bazel");

    private final Class<?> testClass;

    /** Looks from a test class. */
    public TestModule(Class<?> testClass) {
        this.testClass = testClass;
    }

    /** The nearest folder above the class's code that has a build file; else the working directory. */
    public Path folder() {
        Path code = code();
        for (Path folder = code; folder != null; folder = folder.getParent()) {
            if (holdsBuildFile(folder)) {
                return folder;
            }
        }
        return Path.of("").toAbsolutePath();
    }

    /**
     * Where files lie that belong to the class's source: in its folder below {@code src/test/java}, or the like for other
     * languages; where there is none, in its package below {@code src/test/resources}.
     */
    public Path sources() {
        Path tests = folder().resolve("src").resolve("test");
        String packagePath = testClass.getPackageName().replace('.', '/');
        for (String language : List.of("java", "kotlin", "groovy", "scala")) {
            Path sources = tests.resolve(language).resolve(packagePath);
            if (Files.isDirectory(sources)) {
                return sources;
            }
        }
        return tests.resolve("resources").resolve(packagePath);
    }

    /**
     * Finds a file that the class names: in its package on the class path, at the class path's root, beside the test's
     * source under {@code src/test/java}, under {@code src/test/bpf}, under {@code src/main/bpf}, then as a path from
     * the module's folder.
     *
     * @param kind what the file is called in the error, such as {@code object}
     * @throws FileMissingException if it is in none of the places, which the message lists
     */
    public Path find(String kind, String name) {
        Set<String> looked = new LinkedHashSet<>();
        for (URL url : resources(name, looked)) {
            if (url.getProtocol().equals("file")) {
                return Path.of(uri(url));
            }
        }
        Path module = folder();
        String packagePath = testClass.getPackageName().replace('.', '/');
        List<Path> places = List.of(
                module.resolve("src/test/java").resolve(packagePath).resolve(name),
                module.resolve("src/test/bpf").resolve(name),
                module.resolve("src/main/bpf").resolve(name),
                module.resolve(name));
        for (Path place : places) {
            if (Files.isRegularFile(place)) {
                return place;
            }
            looked.add(place.toString());
        }
        throw new FileMissingException(new Problem(
                "The " + kind + " \"" + name + "\" of " + testClass.getName() + " is missing",
                "nothing in" + System.lineSeparator() + String.join(System.lineSeparator(), looked),
                "the file in one of these places",
                NearName.remedy(places, "correct the name, or put the file there")));
    }

    private List<URL> resources(String name, Set<String> looked) {
        List<URL> found = new ArrayList<>();
        add(testClass.getResource(name), found);
        looked.add("the class path, package " + testClass.getPackageName());
        add(testClass.getResource("/" + name), found);
        looked.add("the class path's root");
        return found;
    }

    private static void add(@Nullable URL url, List<URL> found) {
        if (url != null) {
            found.add(url);
        }
    }

    private @Nullable Path code() {
        CodeSource source = testClass.getProtectionDomain().getCodeSource();
        return source == null
                        || source.getLocation() == null
                        || !source.getLocation().getProtocol().equals("file")
                ? null
                : Path.of(uri(source.getLocation()));
    }

    private static boolean holdsBuildFile(Path folder) {
        return BUILD_FILES.stream().anyMatch(file -> Files.isRegularFile(folder.resolve(file)));
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
