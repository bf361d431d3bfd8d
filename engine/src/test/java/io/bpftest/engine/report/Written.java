package io.bpftest.engine.report;

import io.bpftest.engine.report.TestResult.Status;
import io.bpftest.spi.record.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Records as JVMs write them, for tests of what is made of them. */
final class Written {

    private final Path file;

    private Written(Path file) {
        this.file = file;
    }

    /** The records of a JVM of a run, in a folder for reports or in that of a kernel within. */
    static Written by(Path reports, String run, String jvm) throws IOException {
        Path folder = Files.createDirectories(reports.resolve("records"));
        return new Written(folder.resolve(run + "-1-" + jvm + "-00001.jsonl"));
    }

    boolean isThere() {
        return Files.exists(file);
    }

    Written line(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return this;
    }

    Written result(String className, String id, Status status) throws IOException {
        return result(className, id, id, status, status == Status.FAILED ? "it failed" : "", "");
    }

    Written result(String className, String id, String name, Status status, String message, String folder)
            throws IOException {
        JsonText json = new JsonText()
                .object()
                .member("result", id)
                .member("class", className)
                .member("folder", folder)
                .member("status", status.name())
                .member("microseconds", 1500)
                .member("message", message)
                .member("container", 0)
                .array("names")
                .string(className)
                .string(name);
        return line(json.endArray().endObject() + "\n");
    }

    /** A test's one run of one program. */
    Written run(String className, String id, String program, String outcome, byte[] in, byte[] out) throws IOException {
        JsonText json = new JsonText()
                .object()
                .member("test", id)
                .member("class", className)
                .array("programs");
        json.object()
                .member("name", program)
                .member("section", "xdp")
                .member("title", "XDP program")
                .member("source", program + ".bpf.c")
                .member("kernel", "6.18.4")
                .member("environment", "local")
                .member("verified", 120)
                .member("translated", 960)
                .member("jited", 540);
        json.array("outcomes").object().member("text", outcome);
        json.member("kind", outcome.equals("XDP_DROP") ? "drop" : "pass").member("count", 1);
        json.endObject().endArray().array("packets").object().member("outcome", outcome);
        json.bytes("in", in).member("inLength", in.length).bytes("out", out).member("outLength", out.length);
        json.endObject().endArray().endObject().endArray();
        json.array("saved")
                .object()
                .member("file", "T/" + program + ".pcap")
                .array("packets")
                .endArray();
        return line(json.endObject().endArray().array("tables").endArray().endObject() + "\n");
    }

    /** A test's benchmark of one program, that was compared with others if there is a text that says so. */
    Written benchmark(String className, String id, String program, String compared, int... samples) throws IOException {
        JsonText json = new JsonText()
                .object()
                .member("test", id)
                .member("class", className)
                .array("benchmarks");
        measured(json, program, compared, samples);
        return line(json.endArray().endObject() + "\n");
    }

    /** A test's comparison of two programs that have one name, each with one sample. */
    Written comparison(String className, String id, String program, int reference, int subject) throws IOException {
        JsonText json = new JsonText()
                .object()
                .member("test", id)
                .member("class", className)
                .array("benchmarks");
        measured(json, program, "", reference);
        measured(json, program, "with " + program + " of " + program + ".bpf.c: 1.02 times", subject);
        return line(json.endArray().endObject() + "\n");
    }

    private static void measured(JsonText json, String program, String compared, int... samples) {
        json.object()
                .member("name", program)
                .member("title", "XDP program")
                .member("source", program + ".bpf.c")
                .member("kernel", "6.18.4")
                .member("environment", "local")
                .member("input", "udp 4000 > 53")
                .member("outcome", "XDP_PASS")
                .member("repeat", 52_631)
                .member("verified", 120)
                .member("jited", 540)
                .member("compared", compared.isEmpty() ? null : compared)
                .array("samples");
        for (int sample : samples) {
            json.number(sample);
        }
        json.endArray().array("notes").string(program + " noted").endArray().endObject();
    }
}
