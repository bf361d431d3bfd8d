package io.bpftest.engine.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jnr.ffi.LibraryLoader;

/** What a process holds of the kernel's BPF objects, by its open files. */
public final class KernelObjects {

    private KernelObjects() {}

    /** How many programs, maps, links and BTF this JVM holds. */
    public static Map<String, Integer> held() {
        return heldBy(ProcessHandle.current().pid());
    }

    /** How many programs, maps, links and BTF a process holds. */
    static Map<String, Integer> heldBy(long pid) {
        Map<String, Integer> held = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            files.map(KernelObjects::target)
                    .filter(target -> target.matches("anon_inode:\\[?(bpf|btf).*"))
                    .forEach(target -> held.merge(target.replaceAll(".*:|[\\[\\]]", ""), 1, Integer::sum));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return held;
    }

    /** libbpf's functions that find an object by its number. */
    public interface Numbers {
        int bpf_prog_get_fd_by_id(int number);

        int bpf_map_get_fd_by_id(int number);
    }

    private static final Numbers NUMBERS = LibraryLoader.create(Numbers.class).load("bpf");

    /** The numbers of a process's programs or maps. */
    public static List<Integer> numbers(long pid, String key) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fdinfo"))) {
            for (Path file : files.toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(key + ":"))
                        .map(line ->
                                Integer.valueOf(line.substring(key.length() + 1).strip()))
                        .forEach(numbers::add);
            }
        }
        return numbers;
    }

    public static boolean isProgram(int number) {
        return isOpened(NUMBERS.bpf_prog_get_fd_by_id(number));
    }

    static boolean isMap(int number) {
        return isOpened(NUMBERS.bpf_map_get_fd_by_id(number));
    }

    private static boolean isOpened(int fd) {
        if (fd >= 0) {
            CLOSER.close(fd);
        }
        return fd >= 0;
    }

    /** The C library's function that gives a file back. */
    public interface Closer {
        int close(int fd);
    }

    private static final Closer CLOSER = LibraryLoader.create(Closer.class).load("c");

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            // closed since it was listed
            return "";
        }
    }
}
