package io.bpftest.engine.report;

import java.util.List;

/** What a test did, as the JVM that ran it wrote it down. */
record TestDetails(
        List<ProgramUse> programs, List<SavedFile> saved, List<FigureTable> tables, List<BenchmarkResult> benchmarks) {

    static final TestDetails NONE = new TestDetails(List.of(), List.of(), List.of(), List.of());

    static TestDetails of(Fields fields, String folder) {
        return new TestDetails(
                fields.objects("programs").stream().map(ProgramUse::of).toList(),
                fields.objects("saved").stream()
                        .map(file -> SavedFile.of(file, folder))
                        .toList(),
                fields.objects("tables").stream()
                        .map(table -> FigureTable.of(table, folder))
                        .toList(),
                BenchmarkResult.of(fields.objects("benchmarks")));
    }
}
