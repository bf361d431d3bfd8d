package io.bpftest.engine.report.coverage;

import io.bpftest.engine.report.coverage.CountedFunction.Place;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts what functions count to the files that they stand in: sources and headers, but for those of the system. */
final class Sources {

    private final ProjectFiles names;
    private final Predicate<Path> changed;
    private final Map<Path, FileCounts> files = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Begins without files.
     *
     * @param names which files count, and what they are called
     * @param changed whether a file changed after the tests ran, and is not what they ran
     */
    Sources(ProjectFiles names, Predicate<Path> changed) {
        this.names = names;
        this.changed = changed;
    }

    /** Adds what a function counts. */
    void add(Path source, CountedFunction function) {
        List<Path> paths = function.files().stream()
                .map(file -> ProjectFiles.path(file, source))
                .toList();
        Map<Path, List<Region>> regions = new TreeMap<>();
        boolean isFirst = true;
        for (Region region : function.regions()) {
            if (region.kind() == Region.BRANCH) {
                Place place = function.outermost(region.file(), region.span());
                if (!region.folded()) {
                    in(paths.get(place.file()), counts -> counts.addBranch(place.span(), region));
                }
                continue;
            }
            regions.computeIfAbsent(paths.get(region.file()), none -> new ArrayList<>())
                    .add(region);
            if (isFirst && region.kind() == Region.CODE && region.file() == 0) {
                in(paths.get(0), counts -> counts.addFunction(function.plainName(), region));
                isFirst = false;
            }
        }
        regions.forEach((path, those) -> in(path, counts -> counts.add(those)));
    }

    /**
     * Adds a test that ran a function.
     *
     * @param way where its path is put together; null if it is not wanted
     */
    void addTest(int test, Path source, CountedFunction function, @Nullable TestPath way) {
        List<Path> paths = function.files().stream()
                .map(file -> ProjectFiles.path(file, source))
                .toList();
        Map<Path, List<Region>> regions = new TreeMap<>();
        for (Region region : function.regions()) {
            regions.computeIfAbsent(paths.get(region.file()), none -> new ArrayList<>())
                    .add(region);
        }
        regions.forEach((path, those) -> {
            FileCounts counts = files.get(path);
            if (counts != null) {
                counts.addTest(test, LineCounts.reached(those));
                if (way != null) {
                    those.forEach(region -> way.add(path, region));
                }
            }
        });
    }

    private void in(Path path, Consumer<FileCounts> action) {
        if (names.count(path)) {
            action.accept(files.computeIfAbsent(path, none -> new FileCounts()));
        }
    }

    /** Gives all files with what comments exclude left out. */
    List<FileCoverage> coverage() {
        List<FileCoverage> all = new ArrayList<>();
        files.forEach((path, counts) -> {
            String name = names.name(path);
            List<String> text = List.of();
            String note = "";
            try {
                text = text(path);
                if (changed.test(path)) {
                    note =
                            "The source changed after the tests ran: lines may not be where the counts say. Run the tests again.";
                    problem(
                            name,
                            "a file that changed after the tests ran",
                            "the file as it was compiled",
                            "run the tests again");
                }
            } catch (IOException e) {
                note = "The source is gone, so that only its figures can be shown.";
                problem(
                        name,
                        "no file that can be read: " + path,
                        "the file as it was compiled",
                        "put it back, or run the tests again");
            }
            Exclusions exclusions = Exclusions.of(name, text);
            problems.addAll(exclusions.problems());
            all.add(counts.coverage(path, name, text, exclusions, note));
        });
        return all;
    }

    /** Bytes that are no UTF-8 are replaced: a comment in another encoding hides no line. */
    private static List<String> text(Path path) throws IOException {
        return new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private void problem(String name, String found, String required, String remedy) {
        problems.add(
                new Problem("Coverage of " + name + " cannot be shown beside its source", found, required, remedy));
    }

    List<Problem> problems() {
        return problems;
    }
}
