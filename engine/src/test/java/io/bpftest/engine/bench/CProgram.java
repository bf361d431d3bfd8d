package io.bpftest.engine.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The C side, {@code ci/bench.d/bench.c}, kept running so that its rounds alternate with Java's. */
final class CProgram implements AutoCloseable {

    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;

    /** Starts the compiled program. */
    CProgram(Path executable) throws IOException {
        process = new ProcessBuilder(executable.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Runs an object's program on a packet of so many bytes; gives the nanoseconds per run. */
    double run(Path object, int bytes, int times) {
        return ask("run " + object + " " + bytes + " " + times);
    }

    /** Runs an object's sk_lookup program; gives the nanoseconds per run. */
    double lookup(Path object, int times) {
        return ask("lookup " + object + " " + times);
    }

    /** Fills an object's hash with so many entries and reads it in batches; gives the nanoseconds of reading. */
    double read(Path object, int entries, int batch) {
        return ask("read " + object + " " + entries + " " + batch);
    }

    /** Opens, loads, runs and closes an object so many times; gives the nanoseconds of all of it. */
    double load(Path object, int times) {
        return ask("load " + object + " " + times);
    }

    /** Runs a capture's packets through an object's program; gives the nanoseconds of all of it. */
    double replay(Path object, Path capture, int threads) {
        return ask("replay " + object + " " + capture + " " + threads);
    }

    private double ask(String request) {
        try {
            requests.write(request + "\n");
            requests.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("The C program ended on \"" + request + "\"");
            }
            return Double.parseDouble(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the program. */
    @Override
    public void close() {
        process.destroy();
    }
}
