package io.bpftest.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A kernel as users name it: {@code 6.1}, or as much of a release as tells it from others. */
public final class KernelVersion {

    /** What ids, folders and reports can take. */
    private static final Pattern FORM = Pattern.compile("[0-9]+(\\.[0-9]+)+([-._+~][0-9A-Za-z]+)*");

    private KernelVersion() {}

    /** Tells whether a text has the form of a version. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * Tells whether a release is of a version: {@code 6.1.0-48-amd64} is of {@code 6.1}, {@code 6.12.9} is not.
     *
     * @param release as {@code uname -r} gives it
     */
    public static boolean matches(String version, String release) {
        return release.startsWith(version)
                && (release.length() == version.length()
                        || !Character.isLetterOrDigit(release.charAt(version.length())));
    }

    /** Gives the first of these versions that a release is of. */
    public static Optional<String> first(List<String> versions, String release) {
        return versions.stream().filter(version -> matches(version, release)).findFirst();
    }

    /** Splits a list with commas between. */
    static List<String> split(String versions) {
        return Arrays.stream(versions.split(","))
                .map(String::strip)
                .filter(version -> !version.isEmpty())
                .toList();
    }
}
