package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.coverage.CounterSections;
import io.bpftest.engine.elf.ElfSection;
import io.bpftest.engine.elf.ElfTables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What LLVM's own programs make of the counters in a folder of coverage. */
final class CoverageLines {

    private static final Pattern EXPECTED = Pattern.compile("/\\* = (\\d+)((?: \\[\\d+ \\d+])*) \\*/");
    private static final Pattern PAIR = Pattern.compile("\\[(\\d+,\\d+)]");

    private final Path folder;

    CoverageLines(Path folder) {
        this.folder = folder;
    }

    /** The records, in their order. */
    List<String> records() throws IOException {
        List<String> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                records.addAll(Files.readAllLines(file));
            }
        }
        return records;
    }

    /** The value of a member that is a text. */
    static String text(String record, String member) {
        return record.replaceAll(".*\"" + member + "\":\"((?:[^\"\\\\]|\\\\.)*)\".*", "$1");
    }

    /** The names of a record's parts. */
    static List<String> parts(String record) {
        String parts = record.replaceAll(".*\"parts\":\\[([^]]*)].*", "$1");
        return Stream.of(parts.split(",")).map(part -> part.replace("\"", "")).toList();
    }

    /** A record's counts by the numbers of their counters. */
    static Map<Integer, Long> counters(String record) {
        Map<Integer, Long> counters = new TreeMap<>();
        Matcher pairs = PAIR.matcher(record.substring(record.indexOf("\"counters\"")));
        while (pairs.find()) {
            String[] pair = pairs.group(1).split(",");
            counters.put(Integer.valueOf(pair[0]), Long.valueOf(pair[1]));
        }
        return counters;
    }

    /** What a source says of its lines: the count, and each condition's two counts. */
    static Map<Integer, String> expected(Path source) throws IOException {
        Map<Integer, String> expected = new TreeMap<>();
        List<String> lines = Files.readAllLines(source);
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = EXPECTED.matcher(lines.get(i));
            if (matcher.find()) {
                expected.put(i + 1, matcher.group(1) + matcher.group(2));
            }
        }
        return expected;
    }

    /**
     * The same as llvm-cov finds it; all records are of one object.
     *
     * @param part the number of the source's part
     */
    Map<Integer, String> measured(String source, int part, List<String> records) throws Exception {
        List<String> parts = parts(records.get(0));
        int first = 0;
        for (String before : parts.subList(0, part)) {
            first += CounterSections.count(Files.readAllBytes(folder.resolve(before + ".o")), "__llvm_prf_cnts");
        }
        Path object = folder.resolve(parts.get(part) + ".o");
        Map<Integer, Long> counters = new HashMap<>();
        records.forEach(record -> counters(record).forEach((index, count) -> counters.merge(index, count, Long::sum)));
        Path profile = Files.writeString(folder.resolve("test.proftext"), profile(object, counters, first));
        Path merged = folder.resolve("test.profdata");
        run("llvm-profdata", "merge", profile.toString(), "-o", merged.toString());
        String lcov = run("llvm-cov", "export", "-format=lcov", "-instr-profile", merged.toString(), object.toString());
        return lines(lcov, source);
    }

    private static Map<Integer, String> lines(String lcov, String source) {
        Map<Integer, String> counts = new TreeMap<>();
        Map<Integer, List<String>> branches = new TreeMap<>();
        boolean inside = false;
        for (String line : lcov.lines().toList()) {
            String[] values = line.replaceAll("^[A-Z]+:", "").split(",");
            if (line.startsWith("SF:")) {
                inside = line.endsWith(source);
            } else if (inside && line.startsWith("DA:")) {
                counts.put(Integer.valueOf(values[0]), values[1]);
            } else if (inside && line.startsWith("BRDA:")) {
                branches.computeIfAbsent(Integer.valueOf(values[0]), l -> new ArrayList<>())
                        .add(values[3].equals("-") ? "0" : values[3]);
            }
        }
        branches.forEach((line, of) -> {
            for (int i = 0; i + 1 < of.size(); i += 2) {
                counts.merge(line, " [" + of.get(i) + " " + of.get(i + 1) + "]", String::concat);
            }
        });
        return counts;
    }

    /** LLVM's text form: name, hash and counts of each function. */
    private static String profile(Path object, Map<Integer, Long> counters, int first) throws IOException {
        ByteBuffer elf = ByteBuffer.wrap(Files.readAllBytes(object)).order(ByteOrder.nativeOrder());
        List<ElfSection> sections = new ElfTables(elf).sections();
        Map<Long, String> names = names(elf, sections);
        StringBuilder text = new StringBuilder();
        int next = first;
        for (ElfSection section : sections) {
            if (section.name().equals("__llvm_prf_data")) {
                int count = elf.getInt(section.offset() + 40);
                text.append(names.get(elf.getLong(section.offset()))).append('\n');
                text.append(Long.toUnsignedString(elf.getLong(section.offset() + 8)))
                        .append('\n')
                        .append(count)
                        .append('\n');
                for (int i = 0; i < count; i++) {
                    text.append(counters.getOrDefault(next++, 0L)).append('\n');
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static Map<Long, String> names(ByteBuffer elf, List<ElfSection> sections) {
        Map<Long, String> names = new HashMap<>();
        ElfSection section = sections.stream()
                .filter(s -> s.name().equals("__llvm_prf_names"))
                .findFirst()
                .orElseThrow();
        byte[] content = new byte[section.size()];
        elf.get(section.offset(), content);
        // Two lengths of 7 bits a byte stand in front, the second of which is 0: nothing is compressed.
        int begin = 0;
        while (content[begin] < 0) {
            begin++;
        }
        assertThat(content[begin + 1]).isZero();
        String all = new String(content, begin + 2, content.length - begin - 2, StandardCharsets.UTF_8);
        for (String name : all.split("\u0001")) {
            names.put(hash(name), name);
        }
        return names;
    }

    private static long hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return output;
    }
}
