package io.bpftest.engine.session;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.MapSpec;
import io.bpftest.ObjectSpec;
import io.bpftest.error.BpfException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What a child JVM does: opens and loads damaged copies of a fixture, and counts what became of them. */
public final class DamagedCopies {

    private DamagedCopies() {}

    /** Takes a fixture's name or an object's path, the first seed, and the one after the last. */
    public static void main(String[] arguments) throws IOException {
        Damage damage = new Damage(object(arguments[0]));
        Path file = Files.createTempFile("damaged", ".o");
        Map<String, Integer> ends = new TreeMap<>();
        try {
            for (long seed = Long.parseLong(arguments[1]); seed < Long.parseLong(arguments[2]); seed++) {
                Files.write(file, damage.copy(seed));
                String end = end(file);
                ends.merge(end, 1, Integer::sum);
                if (arguments.length > 3) {
                    System.out.println(seed + ": " + end);
                }
            }
        } finally {
            Files.delete(file);
        }
        ends.forEach((end, count) -> System.out.println(count + " x " + end));
    }

    private static byte[] object(String name) throws IOException {
        return name.endsWith(".c") ? Objects.compiled(name) : Files.readAllBytes(Path.of(name));
    }

    private static String end(Path file) {
        ObjectSpec spec;
        try {
            spec = Bpf.open(file);
        } catch (BpfException e) {
            String found = e.problem().found();
            return found.contains("tried it first")
                    ? "harmful: " + found
                    : "refused: " + e.getClass().getSimpleName();
        }
        try {
            // Damage may ask for all the memory there is.
            for (MapSpec map : spec.maps()) {
                if ((long) map.info().maxEntries() * map.info().valueSize() > 1 << 24) {
                    return "opened";
                }
            }
            spec.programs().forEach(program -> program.autoload(true));
            try (LoadedObject object = spec.load()) {
                object.maps().forEach(map -> map.state(3));
                return "loaded";
            }
        } catch (BpfException e) {
            return "not loaded: " + e.getClass().getSimpleName();
        }
    }
}
