package io.bpftest.engine.report.coverage;

import io.bpftest.engine.report.coverage.CountedFunction.Place;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts what functions count to the files that they stand in: sources and headers, but for those of the system. */
final class Sources {

    private static final String GENERATED_HEADER = "vmlinux.h";

    private final Path project;
    private final Instant counted;
    private final Map<Path, FileCounts> files = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Begins without files.
     *
     * @param project the folder that names are relative to
     * @param counted when the tests ran; what changed later is not what they ran
     */
    Sources(Path project, Instant counted) {
        this.project = project;
        this.counted = counted;
    }

    /** Adds what a function counts. */
    void add(Path source, CountedFunction function) {
        List<Path> paths =
                function.files().stream().map(file -> path(file, source)).toList();
        boolean isFirst = true;
        for (Region region : function.regions()) {
            if (region.kind() == Region.BRANCH) {
                Place place = function.outermost(region.file(), region.span());
                if (!region.folded()) {
                    in(paths, place.file(), counts -> counts.addBranch(place.span(), region));
                }
                continue;
            }
            in(paths, region.file(), counts -> counts.add(region));
            if (isFirst && region.kind() == Region.CODE && region.file() == 0) {
                in(paths, 0, counts -> counts.addFunction(function.plainName(), region));
                isFirst = false;
            }
        }
    }

    /**
     * Adds a test that ran a function.
     *
     * @param way where its path is put together; null if it is not wanted
     */
    void addTest(int test, Path source, CountedFunction function, @Nullable TestPath way) {
        List<Path> paths =
                function.files().stream().map(file -> path(file, source)).toList();
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

    private void in(List<Path> paths, int file, Consumer<FileCounts> action) {
        Path path = paths.get(file);
        if (!path.startsWith("/usr") && !path.endsWith(GENERATED_HEADER)) {
            action.accept(files.computeIfAbsent(path, none -> new FileCounts()));
        }
    }

    /** Clang names files relative to the folder that it ran in, that of the source. */
    private static Path path(String file, Path source) {
        Path folder = source.toAbsolutePath().getParent();
        Path whole = folder == null ? Path.of(file) : folder.resolve(file);
        return whole.normalize();
    }

    /** Gives all files with what comments exclude left out. */
    List<FileCoverage> coverage() {
        List<FileCoverage> all = new ArrayList<>();
        files.forEach((path, counts) -> {
            String name = path.startsWith(project) ? project.relativize(path).toString() : path.toString();
            List<String> text = List.of();
            String note = "";
            try {
                text = text(path);
                if (Files.getLastModifiedTime(path).toInstant().isAfter(counted)) {
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
