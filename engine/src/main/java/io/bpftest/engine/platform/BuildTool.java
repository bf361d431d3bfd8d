package io.bpftest.engine.platform;

import java.util.List;

/** What started this JVM. */
final class BuildTool {

    /** Properties that those set in the JVMs of tests which write a file of results for each class. */
    private static final List<String> OF_FILE_PER_CLASS = List.of("surefire.", "org.gradle.test.");

    private BuildTool() {}

    /** Tells whether results go to one file for each class, named for its source, as with Surefire and Gradle. */
    static boolean writesFilePerClass() {
        return System.getProperties().stringPropertyNames().stream()
                .anyMatch(key -> OF_FILE_PER_CLASS.stream().anyMatch(key::startsWith));
    }
}
