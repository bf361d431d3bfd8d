package io.bpftest.engine.kernel;

import io.bpftest.error.BpfException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One of the kernel's trace events, as its {@code format} file in tracefs tells it.
 *
 * @param number the event's number, for perf
 * @param offsets where in a record each field stands; of a text, where its place stands
 */
public record TraceEvent(int number, Map<String, Integer> offsets) {

    private static final List<String> MOUNTS = List.of("/sys/kernel/tracing", "/sys/kernel/debug/tracing");

    private static final Pattern NUMBER = Pattern.compile("(?m)^ID: (\\d+)$");
    private static final Pattern FIELD = Pattern.compile("(\\w+)(?:\\[\\w*])?;\\s*offset:(\\d+);");

    /**
     * Reads the format where tracefs is mounted; elsewhere, as in most containers, through a mount of our own that is
     * attached nowhere and goes with its file descriptor.
     *
     * @param name such as {@code xdp/xdp_redirect}
     * @param subject what cannot be done without, for errors
     * @param kernel the first kernel that has it
     * @param fields what its records must have
     * @throws BpfException if this kernel has no such event, or does not show it to this process
     */
    public static TraceEvent of(String name, String subject, String kernel, String... fields) {
        String format = "events/" + name + "/format";
        Problem missing = new Problem(
                subject,
                "no trace event " + name.substring(name.indexOf('/') + 1),
                kernel + " or newer, built with tracing (CONFIG_EVENT_TRACING)",
                "use another kernel");
        for (String mount : MOUNTS) {
            Path file = Path.of(mount, format);
            if (Files.isReadable(file)) {
                return read(file, missing, fields);
            }
        }
        try (KernelFiles mount = KernelFiles.mount("tracefs", MOUNTS.get(0), subject)) {
            return read(mount.root().resolve(format), missing, fields);
        }
    }

    /** Names the events that there are, as {@link #of} takes them; none where this process may not see them. */
    public static List<String> names() {
        return KernelFiles.tracefs("available_events").stream()
                .map(line -> line.replace(':', '/'))
                .toList();
    }

    /** Names them without their category, as raw tracepoints are named; otherwise as {@link #names}. */
    public static List<String> rawNames() {
        return names().stream()
                .map(event -> event.substring(event.indexOf('/') + 1))
                .toList();
    }

    /** Where in a record a field stands. */
    int offset(String field) {
        return Objects.requireNonNull(offsets.get(field), field);
    }

    private static TraceEvent read(Path file, Problem missing, String... fields) {
        try {
            String format = Files.readString(file);
            Matcher number = NUMBER.matcher(format);
            Map<String, Integer> offsets = FIELD.matcher(format)
                    .results()
                    .collect(Collectors.toMap(
                            field -> field.group(1), field -> Integer.valueOf(field.group(2)), (one, other) -> one));
            if (!number.find() || !offsets.keySet().containsAll(List.of(fields))) {
                throw missing(missing, "an unknown format, " + file, null);
            }
            return new TraceEvent(Integer.parseInt(number.group(1)), offsets);
        } catch (NoSuchFileException e) {
            throw missing(missing, missing.found(), e);
        } catch (IOException e) {
            throw missing(missing, "tracefs cannot be read: " + e, e);
        }
    }

    private static FeatureMissingException missing(Problem problem, String found, @Nullable Throwable cause) {
        return new FeatureMissingException(
                new Problem(problem.subject(), found, problem.required(), problem.remedy()), cause);
    }
}
