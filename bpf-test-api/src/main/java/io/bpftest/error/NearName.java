package io.bpftest.error;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a reader who wrote an unknown name may have meant. */
public final class NearName {

    private NearName() {}

    /** Gives the known name that is most like the unknown one, however little that is; empty if none is known. */
    public static Optional<String> nearest(String unknown, Collection<String> known) {
        return known.stream().min(Comparator.comparingInt(name -> distance(unknown, name)));
    }

    /** Gives the known name that the unknown one is probably meant to be; empty if none is that much like it. */
    public static Optional<String> of(String unknown, Collection<String> known) {
        return nearest(unknown, known)
                .filter(name -> distance(unknown, name) * 3 <= Math.max(unknown.length(), name.length()) + 1);
    }

    /**
     * Says that there is no such thing, and which name is most like it: {@code no tracepoint "sched_execs"; nearest is
     * "sched_exec"}.
     *
     * @param what such as {@code tracepoint}
     */
    public static String missing(String what, String unknown, Collection<String> known) {
        String none = "no " + what + " \"" + unknown + "\"";
        return nearest(unknown, known)
                .map(nearest -> none + "; nearest is \"" + nearest + "\"")
                .orElse(none);
    }

    /** Gives a remedy that asks for that name, or the other remedy where there is none. */
    public static String remedy(String unknown, Collection<String> known, String otherwise) {
        return of(unknown, known).map(name -> "did you mean \"" + name + "\"?").orElse(otherwise);
    }

    /** As {@link #remedy(String, Collection, String)}, for a file that is in none of these places: of their neighbours. */
    public static String remedy(List<Path> missing, String otherwise) {
        for (Path file : missing) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                List<String> files = files(folder);
                String name = stem(String.valueOf(file.getFileName()));
                Optional<String> near =
                        of(name, files.stream().map(NearName::stem).toList());
                if (near.isPresent()) {
                    String first = files.stream()
                            .filter(other -> stem(other).equals(near.get()))
                            .findFirst()
                            .orElseThrow();
                    return "did you mean \"" + first + "\" in " + folder + "?";
                }
            }
        }
        return otherwise;
    }

    /** A name without its extensions, which most files share. */
    private static String stem(String file) {
        int dot = file.indexOf('.', 1);
        return dot < 0 ? file : file.substring(0, dot);
    }

    private static List<String> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The edit distance of two names, whatever the case of their letters; 0 for the first of several words. */
    private static int distance(String unknown, String known) {
        String a = unknown.toLowerCase(Locale.ROOT);
        String b = known.toLowerCase(Locale.ROOT);
        if (b.startsWith(a + ".")) {
            return 0;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
