package io.bpftest.assertion;

import io.bpftest.file.ApprovedFiles;
import io.bpftest.program.Replay;
import io.bpftest.spi.CurrentTest;
import io.bpftest.spi.TestFolders;
import io.bpftest.spi.record.TestRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was approved of a test, and how it is compared with what the test sees now, or replaced by it. */
final class Approval {

    private final Replay replay;
    private final ApprovalHeader header;
    private final CurrentTest test;
    private final TestFolders folders;
    private final String name;
    private final Path file;

    private Approval(Replay replay, CurrentTest test, String name) {
        this.replay = replay;
        this.header = ApprovalHeader.of(replay);
        this.test = test;
        this.folders = test.folders().get();
        this.name = ApprovedFiles.name(
                CurrentTest.fileName(test.className()),
                CurrentTest.fileName(test.methodName()),
                CurrentTest.fileName(name));
        this.file = folders.sources().resolve(this.name);
    }

    /**
     * Finds what was approved of the test that runs.
     *
     * @param name tells apart what one test approves; empty if that is one thing
     */
    static Approval of(Replay replay, String name) {
        return new Approval(replay, CurrentTest.get(), name);
    }

    /** Compares, or approves; gives what is to be told of a failure. */
    Optional<FailureText> check() {
        if (folders.approve()) {
            return approve();
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return compare(reader);
        } catch (NoSuchFileException e) {
            return Optional.of(ApprovalFailure.missing(replay, file, test));
        } catch (IOException e) {
            return Optional.of(ApprovalFailure.unreadable(replay, file, test, String.valueOf(e.getMessage())));
        }
    }

    private Optional<FailureText> approve() {
        if (!ApprovedOnce.claim(file, header.text())) {
            return Optional.of(ApprovalFailure.writtenTwice(replay, file));
        }
        folders.keep(name, writer -> {
            writer.write(header.text());
            try (VerdictLines lines = new VerdictLines(replay)) {
                while (lines.hasNext()) {
                    writer.write(lines.next() + "\n");
                }
            }
        });
        System.err.println("bpf-test: approved " + replay + ": " + CurrentTest.shown(file));
        return Optional.empty();
    }

    private Optional<FailureText> compare(BufferedReader reader) throws IOException {
        ApprovalHeader approved = header(reader);
        if (!approved.program().equals(header.program())) {
            return Optional.of(ApprovalFailure.anotherProgram(replay, file, test, approved.program()));
        } else if (!approved.packets().equals(header.packets())
                || !approved.filter().equals(header.filter())) {
            return Optional.of(ApprovalFailure.anotherCapture(replay, file, test, approved));
        }
        VerdictChanges changes = new VerdictChanges();
        try (VerdictLines lines = new VerdictLines(replay)) {
            while (lines.hasNext()) {
                VerdictLine now = lines.next();
                VerdictLine before = line(reader);
                if (before == null || before.number() != now.number()) {
                    return Optional.of(ApprovalFailure.unreadable(
                            replay, file, test, "no line for packet " + now.number() + " where it should stand"));
                }
                changes.compare(before, now, lines::frame);
            }
        }
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        TestRecord record = TestRecord.ofThread();
        if (record != null) {
            record.table(
                    changes.table("Otherwise than approved: " + header.capture() + " through " + replay.program()));
        }
        return Optional.of(new ApprovalFailure(replay, file, test).changed(changes, approved, header));
    }

    /** Reads the lines that begin the file; the next to be read is that of the first packet. */
    private static ApprovalHeader header(BufferedReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        reader.mark(1);
        int next = reader.read();
        while (next == '#') {
            lines.add("#" + reader.readLine());
            reader.mark(1);
            next = reader.read();
        }
        reader.reset();
        return ApprovalHeader.parse(lines);
    }

    private static @Nullable VerdictLine line(BufferedReader reader) {
        try {
            String line = reader.readLine();
            return line == null ? null : VerdictLine.parse(line).orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
