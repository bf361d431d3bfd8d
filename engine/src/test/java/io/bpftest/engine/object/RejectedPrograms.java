package io.bpftest.engine.object;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.ProgramSpec;
import io.bpftest.error.VerifierRejectionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that make one mistake each, and what the running kernel says of them. */
final class RejectedPrograms {

    private static final Path FOLDER = Path.of("src/test/bpf");
    private static final Path LOGS = Path.of("src/test/resources/verifier-logs");

    private RejectedPrograms() {}

    /** A program and the file it stands in. */
    record Mistake(Path source, String program) {

        /** Its golden log. */
        Path log() {
            return LOGS.resolve(program + ".log");
        }

        /** Loads the program alone; gives the rejection, or nothing where this kernel takes it. */
        Optional<VerifierRejectionException> load() {
            ObjectSpec spec = Bpf.open(source);
            for (ProgramSpec each : spec.programs()) {
                each.autoload(each.name().equals(program));
            }
            try (LoadedObject loaded = spec.load()) {
                return Optional.empty();
            } catch (VerifierRejectionException rejection) {
                return Optional.of(rejection);
            }
        }
    }

    static List<Mistake> all() {
        return Stream.of("rejected.bpf.c", "proprietary.bpf.c")
                .map(FOLDER::resolve)
                .flatMap(source ->
                        Bpf.open(source).programs().stream().map(program -> new Mistake(source, program.name())))
                .toList();
    }

    static Mistake named(String program) {
        return all().stream()
                .filter(mistake -> mistake.program().equals(program))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no program " + program));
    }
}
