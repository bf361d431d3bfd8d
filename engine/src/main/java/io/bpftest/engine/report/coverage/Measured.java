package io.bpftest.engine.report.coverage;

import io.bpftest.engine.report.RecordedTest;
import io.bpftest.error.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * All that is known of the coverage.
 *
 * @param reports the folder for reports
 * @param project the folder that files are named relative to
 * @param tests the titles of the tests that were counted, by number
 * @param places the kernels and environments that it was counted on
 * @param problems what makes the figures doubtful
 * @param notes what a reader should know besides, such as objects without counters
 * @param paths the paths of tests that failed
 */
record Measured(
        Path reports,
        Path project,
        List<FileCoverage> files,
        List<String> tests,
        SortedSet<String> places,
        List<Problem> problems,
        List<Problem> notes,
        Map<RecordedTest, String> paths) {}
