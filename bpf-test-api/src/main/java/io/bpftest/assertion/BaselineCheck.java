package io.bpftest.assertion;

import io.bpftest.file.ApprovedFiles;
import io.bpftest.program.Program;
import io.bpftest.program.VerifierFigure;
import io.bpftest.spi.CurrentTest;
import io.bpftest.spi.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what a program costs the verifier with what was approved on such a kernel, or approves it. */
final class BaselineCheck {

    private final Program program;
    private final TestFolders folders;
    private final String version;
    private final String prefix;
    private final Path file;
    private final BaselineFailure failure;

    private BaselineCheck(Program program, CurrentTest test, String name) {
        this.program = program;
        this.folders = test.folders().get();
        this.version = version(program.info().kernel());
        this.prefix = ApprovedFiles.baselines(
                CurrentTest.fileName(test.className()),
                CurrentTest.fileName(test.methodName()),
                CurrentTest.fileName(name));
        this.file = folders.sources().resolve(ApprovedFiles.baseline(prefix, version));
        this.failure = new BaselineFailure(program, version, file, test);
    }

    /** Finds what was approved of the test that runs. */
    static BaselineCheck of(Program program, String name) {
        return new BaselineCheck(program, CurrentTest.get(), name);
    }

    /** What tells the verifiers of kernels apart: {@code 6.12} of {@code 6.12.90+deb13-amd64}. */
    static String version(String release) {
        String[] parts = release.split("[^0-9]+", 3);
        return parts.length < 2 ? release : parts[0] + "." + parts[1];
    }

    /** Compares, or approves; gives what is to be told of a failure. */
    Optional<FailureText> check(double tolerance) {
        VerifierFailure.require(program, VerifierFigure.INSTRUCTIONS);
        VerifierBaseline now = VerifierBaseline.of(program);
        if (folders.approve()) {
            return approve(now);
        }
        try {
            VerifierBaseline approved = VerifierBaseline.parse(Files.readAllLines(file));
            return compare(approved, now, tolerance);
        } catch (NoSuchFileException e) {
            return Optional.of(failure.missing(ApprovedFiles.versions(folders.sources(), prefix)));
        } catch (IOException e) {
            return Optional.of(failure.unreadable(String.valueOf(e.getMessage())));
        }
    }

    private Optional<FailureText> approve(VerifierBaseline now) {
        if (!ApprovedOnce.claim(file, now.text())) {
            return Optional.of(failure.writtenTwice());
        }
        folders.keep(file.getFileName().toString(), writer -> writer.write(now.text()));
        System.err.println("bpf-test: approved what " + ProgramFailure.subject(program)
                + " costs the verifier of Linux " + version + ": " + CurrentTest.shown(file));
        return Optional.empty();
    }

    private Optional<FailureText> compare(VerifierBaseline approved, VerifierBaseline now, double tolerance) {
        if (!version(approved.kernel()).equals(version)) {
            return Optional.of(failure.anotherKernel(approved.kernel()));
        } else if (!approved.program().equals(now.program())) {
            return Optional.of(failure.anotherProgram(approved.program()));
        }
        List<FigureChange> changes = new ArrayList<>();
        approved.figures().forEach((figure, value) -> {
            FigureChange change = new FigureChange(figure, value, now.figures().get(figure));
            if (change.isBeyond(tolerance)) {
                changes.add(change);
            }
        });
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(failure.changed(changes, tolerance, approved.kernel()));
    }
}
