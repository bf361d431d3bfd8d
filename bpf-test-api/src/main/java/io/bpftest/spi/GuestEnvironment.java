package io.bpftest.spi;

import io.bpftest.Environment;
import java.util.Locale;

/** Where this JVM is, as the engine that started it for tests says. */
public final class GuestEnvironment {

    /** The system property of JVMs that are started for tests: {@code process}, {@code container} or {@code vm}. */
    public static final String PROPERTY = "io.bpftest.guest";

    private GuestEnvironment() {}

    /** Gives the environment of this JVM. */
    public static Environment current() {
        String name = System.getProperty(PROPERTY, "").toUpperCase(Locale.ROOT);
        for (Environment environment : Environment.values()) {
            if (environment.name().equals(name)) {
                return environment;
            }
        }
        return Environment.LOCAL;
    }

    /** Gives the name of this JVM's environment as texts show it, such as {@code local}. */
    public static String title() {
        return current().name().toLowerCase(Locale.ROOT);
    }
}
