package io.bpftest.junit;

import io.bpftest.error.ConfigurationException;
import io.bpftest.error.Problem;

/**
 * Checks that the user's JUnit, which our poms leave to them, closes what tests leave in its stores: before 5.13 it
 * closes only what implements an interface of its own, and programs would stay loaded without a word.
 */
final class JUnitVersion {

    /** Came with JUnit 5.13 (its release notes), as did the closing of every AutoCloseable. */
    private static final String OF_5_13 = "org.junit.jupiter.api.extension.ExtensionContext$StoreScope";

    private JUnitVersion() {}

    /**
     * Does nothing on JUnit 5.13 or newer.
     *
     * @param loader finds JUnit's classes
     * @param version what JUnit says of its own version
     * @throws ConfigurationException on older ones
     */
    static void check(ClassLoader loader, String version) {
        try {
            Class.forName(OF_5_13, false, loader);
        } catch (ClassNotFoundException e) {
            throw new ConfigurationException(
                    new Problem(
                            "bpf-test does not work with this version of JUnit",
                            "JUnit Jupiter " + version,
                            "JUnit 5.13 or newer, or 6",
                            "raise the version of org.junit.jupiter:junit-jupiter (or of junit-bom) in your build"),
                    e);
        }
    }

    /** The version in the manifest of the jar that a class of JUnit's is from. */
    static String of(Class<?> junit) {
        String version = junit.getPackage().getImplementationVersion();
        return version == null ? "of unknown version" : version;
    }
}
