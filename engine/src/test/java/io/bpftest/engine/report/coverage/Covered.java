package io.bpftest.engine.report.coverage;

import io.bpftest.engine.report.TestKey;
import io.bpftest.spi.record.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A source compiled for BPF with coverage, and run as a program of this machine, whose counters are the same: so tests have true
 * records without a kernel.
 */
final class Covered {

    /** Prints the counters, which have their place between two symbols of the linker's. */
    private static final String MAIN = """
            #include <stdio.h>
            #include <stdlib.h>
            extern unsigned long long __start___llvm_prf_cnts[], __stop___llvm_prf_cnts[];
            int prog(int a, int b);
            int main(int n, char **arguments)
            {
            	for (int i = 1; i + 1 < n; i += 2)
            		prog(atoi(arguments[i]), atoi(arguments[i + 1]));
            	for (unsigned long long *c = __start___llvm_prf_cnts; c < __stop___llvm_prf_cnts; c++)
            		printf("%llu ", *c);
            	return 0;
            }
            """;

    private static final List<String> COVERAGE = List.of(
            "-O2",
            "-g",
            "-fdebug-compilation-dir",
            ".",
            "-fcoverage-compilation-dir=.",
            "-fprofile-instr-generate",
            "-fcoverage-mapping",
            "-mllvm",
            "-enable-name-compression=false",
            "-c");

    final Path source;
    final Path object;
    final String sha;
    private final Path reports;
    private final Path folder;
    private final List<String> flags;

    private Covered(Path reports, Path source, List<String> flags) throws IOException {
        this.reports = reports;
        this.source = source;
        this.folder = source.getParent();
        this.flags = flags;
        Path made = folder.resolve(source.getFileName() + ".bpf.o");
        clang("--target=bpfel-pc-linux", made);
        byte[] bytes = Files.readAllBytes(made);
        this.sha = sha(bytes);
        this.object = Files.createDirectories(reports.resolve("coverage")).resolve(sha + ".o");
        Files.write(object, bytes);
    }

    private Covered(Covered other, byte[] bytes) throws IOException {
        this.reports = other.reports;
        this.source = other.source;
        this.folder = other.folder;
        this.flags = other.flags;
        this.sha = sha(bytes);
        this.object = other.object.resolveSibling(sha + ".o");
        Files.write(object, bytes);
    }

    /** Gives the same with an object of other bytes. */
    Covered as(byte[] bytes) throws IOException {
        return new Covered(this, bytes);
    }

    /** Compiles a source, which defines {@code int prog(int, int)}. */
    static Covered compiled(Path reports, Path folder, String name, String code, String... flags) throws IOException {
        Path source = Files.createDirectories(folder).resolve(name);
        Files.writeString(source, code);
        return new Covered(reports, source, List.of(flags));
    }

    static String sha(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void clang(String target, Path made) throws IOException {
        List<String> command = new ArrayList<>(List.of("clang"));
        if (!target.isEmpty()) {
            command.add(target);
        }
        command.addAll(COVERAGE);
        command.addAll(flags);
        command.addAll(List.of(source.getFileName().toString(), "-o", made.toString()));
        output(command);
    }

    private String output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(command + "\n" + output);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return output;
    }

    /** Runs {@code prog} with pairs of arguments, and gives the counters. */
    long[] run(int... arguments) throws IOException {
        Path object = folder.resolve(source.getFileName() + ".host.o");
        clang("", object);
        Files.writeString(folder.resolve("main.c"), MAIN);
        Path program = folder.resolve("program");
        output(List.of("clang", "main.c", object.toString(), "-o", program.toString()));
        List<String> command = new ArrayList<>(List.of(program.toString()));
        for (int argument : arguments) {
            command.add(Integer.toString(argument));
        }
        String[] words = output(command).strip().split(" ");
        long[] counters = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            counters[i] = Long.parseLong(words[i]);
        }
        return counters;
    }

    /** Records what a test counted, as the JVM of a run that {@code run} names. */
    Covered record(String run, TestKey test, long[] counters) throws IOException {
        JsonText json = new JsonText()
                .object()
                .member("test", test.id())
                .member("class", test.className())
                .member("kernel", test.folder().isEmpty() ? "6.18.4" : test.folder())
                .member("place", "local")
                .member("object", source.getFileName().toString());
        json.array("parts").string(sha).endArray();
        json.array("sources").string(source.toString()).endArray();
        json.array("counters");
        for (int i = 0; i < counters.length; i++) {
            if (counters[i] != 0) {
                json.array().number(i).number(counters[i]).endArray();
            }
        }
        return line(run, test.folder(), json.endArray().endObject() + "\n");
    }

    /** Adds a line to the records of a run. */
    Covered line(String run, String kernel, String text) throws IOException {
        Path records = Files.createDirectories(reports.resolve(kernel).resolve("coverage"));
        Path copy = records.resolve(object.getFileName());
        if (!Files.exists(copy)) {
            Files.copy(object, copy);
        }
        Files.writeString(
                records.resolve(run + "-1-" + kernel + "a-00001.jsonl"),
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return this;
    }

    /** How many counters the object has. */
    int counters() throws Exception {
        return CoveredObject.read(object, sha).layout().counters();
    }

    /** The object's bytes, to be damaged. */
    ByteBuffer bytes() throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(object)).order(ByteOrder.LITTLE_ENDIAN);
    }

    static TestKey test(String type, String id) {
        return new TestKey("", type, id);
    }
}
