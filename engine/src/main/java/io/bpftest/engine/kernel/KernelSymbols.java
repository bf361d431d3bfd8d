package io.bpftest.engine.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kernel's functions by their addresses, as {@code /proc/kallsyms} lists them, BPF programs included. */
public final class KernelSymbols {

    private static final Path FILE = Path.of("/proc/kallsyms");

    /** No function is so long: what lies further behind the last function is none. */
    private static final long LONGEST_FUNCTION = 1 << 20;

    private KernelSymbols() {}

    /** Names addresses, as {@code function+0x1c} or, where the function is not known, in hexadecimal alone. */
    public static List<String> of(long[] addresses) {
        long[] starts = new long[addresses.length];
        @Nullable String[] names = new String[addresses.length];
        if (addresses.length > 0) {
            try (Stream<String> lines = Files.lines(FILE, StandardCharsets.ISO_8859_1)) {
                lines.forEach(line -> consider(line, addresses, starts, names));
            } catch (IOException e) {
                Arrays.fill(names, null);
            }
        }
        return IntStream.range(0, addresses.length)
                .mapToObj(i -> text(addresses[i], starts[i], names[i]))
                .toList();
    }

    /** The names of all functions, in no order; none where the kernel does not tell. */
    public static List<String> functions() {
        try (Stream<String> lines = Files.lines(FILE, StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.substring(line.indexOf(' ') + 1))
                    .filter(line -> line.startsWith("t ") || line.startsWith("T "))
                    .map(line -> line.substring(2).split("\\s")[0])
                    .distinct()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A line is {@code address type name}, for a module's or a program's functions with {@code [owner]} behind. */
    private static void consider(String line, long[] addresses, long[] starts, @Nullable String[] names) {
        int end = line.indexOf(' ');
        long start = Long.parseUnsignedLong(line.substring(0, end), 16);
        for (int i = 0; start != 0 && i < addresses.length; i++) {
            if (Long.compareUnsigned(start, addresses[i]) <= 0
                    && (names[i] == null || Long.compareUnsigned(start, starts[i]) > 0)) {
                starts[i] = start;
                names[i] = line.substring(end + 3).split("\\s")[0];
            }
        }
    }

    private static String text(long address, long start, @Nullable String name) {
        return name == null || Long.compareUnsigned(address - start, LONGEST_FUNCTION) > 0
                ? "0x" + Long.toHexString(address)
                : name + "+0x" + Long.toHexString(address - start);
    }
}
