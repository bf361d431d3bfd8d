package io.bpftest.engine.report.coverage;

import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells which objects are of the sources as they are now. Classes that did not run again since a source changed keep what they
 * counted in an object of the old text, whose lines are others: to add those to the counts of the new would be wrong.
 */
final class Builds {

    private static final int MOST_CLASSES = 8;

    private final Counters counters;
    private final ProjectFiles names;
    private final Map<String, Instant> counted = new HashMap<>();
    private final Map<String, SortedSet<String>> classes = new HashMap<>();
    private final Map<Path, Instant> changed = new HashMap<>();
    private final Map<String, Set<Path>> files = new HashMap<>();
    private Instant last = Instant.MIN;

    /**
     * Reads when objects counted.
     *
     * @throws IOException if a file of records is gone
     */
    Builds(Counters counters, List<CounterRecord> records, ProjectFiles names) throws IOException {
        this.counters = counters;
        this.names = names;
        Map<Path, Instant> written = new HashMap<>();
        for (CounterRecord record : records) {
            if (!written.containsKey(record.file())) {
                written.put(
                        record.file(), Files.getLastModifiedTime(record.file()).toInstant());
            }
            Instant time = written.getOrDefault(record.file(), Instant.MIN);
            last = later(last, time);
            for (String sha : record.parts()) {
                counted.merge(sha, time, Builds::later);
                classes.computeIfAbsent(sha, none -> new TreeSet<>())
                        .add(record.test().className());
            }
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /**
     * Leaves out what was counted before a source changed, where the source as it is now was counted too. Where it was not, the
     * old counts stay, and the source is shown with a warning.
     *
     * @return which classes are to be run again
     */
    List<Problem> leaveOutOld() {
        Set<Path> recounted = new HashSet<>();
        counters.objects().forEach(sha -> files.put(sha, files(sha)));
        files.forEach(
                (sha, own) -> own.stream().filter(path -> !isOlder(sha, path)).forEach(recounted::add));
        SortedMap<Path, SortedSet<String>> again = new TreeMap<>();
        SortedMap<Path, SortedSet<String>> because = new TreeMap<>();
        files.forEach((sha, own) -> {
            Set<String> since = own.stream()
                    .filter(path -> recounted.contains(path) && isOlder(sha, path))
                    .map(names::name)
                    .collect(Collectors.toSet());
            if (!since.isEmpty()) {
                Path source = counters.source(sha);
                because.computeIfAbsent(source, none -> new TreeSet<>()).addAll(since);
                again.computeIfAbsent(source, none -> new TreeSet<>())
                        .addAll(classes.getOrDefault(sha, new TreeSet<>()));
                counters.leaveOut(sha);
            }
        });
        return again.entrySet().stream()
                .map(one -> problem(one.getKey(), because.getOrDefault(one.getKey(), new TreeSet<>()), one.getValue()))
                .toList();
    }

    private Problem problem(Path source, SortedSet<String> since, SortedSet<String> again) {
        int more = again.size() - MOST_CLASSES;
        return new Problem(
                names.name(ProjectFiles.path(source.toString(), source))
                        + " was counted in another build too, and what was counted then is left out",
                "counts from before " + String.join(", ", since) + " changed",
                "counts of the sources as they are now",
                "run these classes again: "
                        + again.stream().limit(MOST_CLASSES).collect(Collectors.joining(", "))
                        + (more > 0 ? " and " + more + " more" : ""));
    }

    /** Whether a file changed after it was counted, in what was not left out. */
    boolean isChanged(Path path) {
        Instant since = counters.objects().stream()
                .filter(sha -> files.getOrDefault(sha, Set.of()).contains(path))
                .map(sha -> counted.getOrDefault(sha, last))
                .min(Instant::compareTo)
                .orElse(last);
        return changed(path).isAfter(since);
    }

    private boolean isOlder(String sha, Path path) {
        return changed(path).isAfter(counted.getOrDefault(sha, last));
    }

    /** A file that is gone is told of where it would be shown. */
    private Instant changed(Path path) {
        return changed.computeIfAbsent(path, file -> {
            try {
                return Files.getLastModifiedTime(file).toInstant();
            } catch (IOException e) {
                return Instant.MIN;
            }
        });
    }

    /** The files that an object was compiled from, or only its source where its mapping cannot be read. */
    private Set<Path> files(String sha) {
        Path source = counters.source(sha);
        Set<Path> files = counters.object(sha).mapping().stream()
                .flatMap(function -> function.files().stream())
                .distinct()
                .map(file -> ProjectFiles.path(file, source))
                .filter(names::count)
                .collect(Collectors.toSet());
        files.add(ProjectFiles.path(source.toAbsolutePath().toString(), source));
        return files;
    }
}
