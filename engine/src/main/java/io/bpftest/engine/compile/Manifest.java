package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What was made for one source, set of options and compiler: for each state that the files were in, the object.
 *
 * <p>The text form is lines of a word and its value, then a digest of all before, so that a damaged manifest is told.
 *
 * @param entries the latest first
 */
record Manifest(List<Entry> entries) {

    private static final String HEAD = "bpf-test manifest 1\n";
    private static final String CHECK = "check ";
    private static final int MOST_ENTRIES = 8;

    /** A manifest of nothing. */
    static final Manifest EMPTY = new Manifest(List.of());

    Manifest {
        entries = List.copyOf(entries);
    }

    /**
     * A state of the files and the object made from it.
     *
     * @param object the object's SHA-256
     * @param kernel the fingerprint of the kernel whose generated header was read, or empty
     * @param warnings what clang said
     * @param read each file that was read
     * @param absent paths that did not exist, and whose appearance would change what is read
     */
    record Entry(String object, String kernel, String warnings, List<FileContent> read, List<Path> absent) {
        Entry {
            read = List.copyOf(read);
            absent = List.copyOf(absent);
        }
    }

    /** A file and the SHA-256 of its content. */
    record FileContent(Path path, String sha256) {
        static FileContent of(Path path) {
            return new FileContent(path, Sha256.of(path));
        }

        boolean isReadable() {
            return !sha256.equals(Sha256.UNREADABLE);
        }
    }

    /** Puts an entry first; the oldest is dropped when there are too many. */
    Manifest with(Entry entry) {
        List<Entry> all = new ArrayList<>(List.of(entry));
        entries.stream()
                .filter(old -> !old.read().equals(entry.read()) || !old.kernel().equals(entry.kernel()))
                .limit(MOST_ENTRIES - 1)
                .forEach(all::add);
        return new Manifest(all);
    }

    /** Writes the text form. */
    String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Entry entry : entries) {
            line(text, "object", entry.object());
            line(text, "kernel", encode(entry.kernel()));
            line(text, "warnings", encode(entry.warnings()));
            entry.read().forEach(file -> line(text, "read", file.sha256() + " " + encode(file.path())));
            entry.absent().forEach(path -> line(text, "absent", encode(path)));
        }
        return text + CHECK + Sha256.of(text.toString()) + "\n";
    }

    /** Reads the text form, or gives nothing if it is damaged or of another version. */
    static Optional<Manifest> parse(String text) {
        int check = text.lastIndexOf(CHECK);
        if (!text.startsWith(HEAD) || check < 0) {
            return Optional.empty();
        }
        String body = text.substring(0, check);
        if (!text.substring(check).equals(CHECK + Sha256.of(body) + "\n")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Manifest(entries(body)));
        } catch (InvalidPathException e) {
            // Written where the locale knows more characters than here: of no use to this JVM.
            return Optional.empty();
        }
    }

    private static List<Entry> entries(String body) {
        List<Entry> entries = new ArrayList<>();
        for (String entry : body.substring(HEAD.length()).split("(?m)^(?=object )")) {
            if (!entry.isEmpty()) {
                entries.add(entry(entry));
            }
        }
        return entries;
    }

    private static Entry entry(String lines) {
        String object = "";
        String kernel = "";
        String warnings = "";
        List<FileContent> read = new ArrayList<>();
        List<Path> absent = new ArrayList<>();
        for (String line : lines.split("\n")) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "object" -> object = words[1];
                case "kernel" -> kernel = decode(words[1]);
                case "warnings" -> warnings = decode(words[1]);
                case "read" -> read.add(new FileContent(Path.of(decode(words[2])), words[1]));
                case "absent" -> absent.add(Path.of(decode(words[1])));
                default -> throw new IllegalStateException("a manifest of version 1 has no line " + line);
            }
        }
        return new Entry(object, kernel, warnings, read, absent);
    }

    private static void line(StringBuilder text, String word, String value) {
        text.append(word).append(' ').append(value).append('\n');
    }

    /** Keeps spaces and line ends out of the lines. */
    private static String encode(Object value) {
        return Base64.getEncoder().encodeToString(value.toString().getBytes(UTF_8));
    }

    private static String decode(String value) {
        return new String(Base64.getDecoder().decode(value), UTF_8);
    }
}
