package io.bpftest.packet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs tshark, Wireshark's dissectors on the command line, which ci/setup installs. */
final class Tshark {

    /** Not empty where a dissector met bytes that it could not read. */
    static final String MALFORMED = "_ws.malformed";

    /** What dissectors remark, such as wrong lengths. */
    static final String COMPLAINTS = "_ws.expert.message";

    /** Whether checksums are right (1), wrong (0) or were not looked at (2); not there without the header. */
    static final List<String> VERDICTS = List.of(
            "ip.checksum.status",
            "udp.checksum.status",
            "tcp.checksum.status",
            "icmp.checksum.status",
            "icmpv6.checksum.status",
            "igmp.checksum.status",
            "sctp.checksum.status",
            "gre.checksum.status");

    /** The checksums themselves. */
    static final List<String> CHECKSUMS =
            VERDICTS.stream().map(name -> name.replace(".status", "")).toList();

    /** Of which kind each of the remarks is, as numbers. */
    static final String GROUPS = "_ws.expert.group";

    /** The kinds that tell of faults in a frame: checksum, malformed, protocol violation; not what a conversation lacks. */
    static final List<String> GRAVE = List.of("16777216", "117440512", "150994944");

    private static final String SEPARATOR = "|";

    private static final List<String> PREFERENCES = List.of(
            "ip.check_checksum:TRUE",
            "tcp.check_checksum:TRUE",
            "udp.check_checksum:TRUE",
            "sctp.checksum:CRC-32C",
            "esp.enable_null_encryption_decode_heuristic:TRUE",
            // The frames are no conversation.
            "tcp.analyze_sequence_numbers:FALSE",
            "tcp.relative_sequence_numbers:FALSE",
            "tcp.desegment_tcp_streams:FALSE");

    private final List<String> options = new ArrayList<>();

    /** Will put fragments together again, as it does by itself, or look at each alone. */
    Tshark(boolean reassembling) {
        options.addAll(List.of("-n", "-T", "fields", "-E", "separator=" + SEPARATOR, "-E", "aggregator=,"));
        PREFERENCES.forEach(this::preference);
        preference("ip.defragment:" + reassembling);
        preference("ipv6.defragment:" + reassembling);
    }

    private void preference(String value) {
        options.add("-o");
        options.add(value);
    }

    /** Dissects frames through a capture; gives the values of the named fields for each, joined with commas. */
    List<Map<String, String>> fields(Path capture, List<byte[]> frames, Collection<String> names)
            throws IOException, InterruptedException {
        Captures.write(capture, frames);
        Set<String> wanted = new LinkedHashSet<>(names);
        wanted.add(MALFORMED);
        wanted.add(COMPLAINTS);
        wanted.add(GROUPS);
        List<String> command = new ArrayList<>(List.of("tshark", "-r", capture.toString()));
        command.addAll(options);
        wanted.forEach(name -> command.addAll(List.of("-e", name)));
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : run(capture, command)) {
            String[] values = line.split("\\" + SEPARATOR, -1);
            Map<String, String> row = new LinkedHashMap<>();
            int i = 0;
            for (String name : wanted) {
                row.put(name, values[i++]);
            }
            rows.add(row);
        }
        if (rows.size() != frames.size()) {
            throw new IOException("tshark printed " + rows.size() + " lines for " + frames.size() + " frames");
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
