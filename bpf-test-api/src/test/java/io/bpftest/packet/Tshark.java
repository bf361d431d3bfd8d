package io.bpftest.packet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs tshark, Wireshark's dissectors on the command line, which ci/setup installs. */
final class Tshark {

    /** Not empty where a dissector met bytes that it could not read. */
    static final String MALFORMED = "_ws.malformed";

    /** What dissectors remark, such as wrong lengths. */
    static final String COMPLAINTS = "_ws.expert.message";

    private static final List<String> CHECKED = List.of("ip", "tcp", "udp", "sctp");

    private Tshark() {}

    /** Dissects frames through a capture; gives the values of the named fields for each, joined with commas. */
    static List<Map<String, String>> fields(Path capture, List<byte[]> frames, List<String> names)
            throws IOException, InterruptedException {
        Captures.write(capture, frames);
        List<String> wanted = new ArrayList<>(names);
        wanted.add(MALFORMED);
        wanted.add(COMPLAINTS);
        List<String> command = new ArrayList<>(List.of(
                "tshark", "-n", "-r", capture.toString(), "-T", "fields", "-E", "separator=|", "-E", "aggregator=,"));
        // The frames are no conversation.
        command.addAll(
                List.of("-o", "tcp.analyze_sequence_numbers:FALSE", "-o", "tcp.relative_sequence_numbers:FALSE"));
        for (String protocol : CHECKED) {
            command.addAll(List.of(
                    "-o", protocol + "." + (protocol.equals("sctp") ? "checksum:CRC-32C" : "check_checksum:TRUE")));
        }
        wanted.forEach(name -> command.addAll(List.of("-e", name)));
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : run(capture, command)) {
            String[] values = line.split("\\|", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < wanted.size(); i++) {
                row.put(wanted.get(i), values[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> run(Path capture, List<String> command) throws IOException, InterruptedException {
        Path output = capture.resolveSibling("output");
        Path errors = capture.resolveSibling("errors");
        int status;
        try {
            status = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IOException("tshark is needed by this test: run ci/setup, or apt-get install tshark", e);
        }
        if (status != 0) {
            throw new IOException("tshark ended with " + status + ": " + Files.readString(errors));
        }
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }
}
