package io.bpftest.engine.session;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.MapSpec;
import io.bpftest.ObjectSpec;
import io.bpftest.ProgramSpec;
import io.bpftest.error.BpfException;
import java.nio.file.Path;

/** What child JVMs do: open each object they are given, load it, and print how far they came. */
public final class OpenAndLoad {

    private OpenAndLoad() {}

    /** Takes paths of objects. */
    public static void main(String[] files) {
        for (String file : files) {
            System.out.println("== " + Path.of(file).getFileName());
            attempt(file);
        }
    }

    private static void attempt(String file) {
        try {
            ObjectSpec spec = Bpf.open(file);
            System.out.println("programs "
                    + spec.programs().stream().map(ProgramSpec::name).toList() + " maps "
                    + spec.maps().stream().map(MapSpec::name).toList());
            try (LoadedObject object = spec.load()) {
                System.out.println("loaded " + object.name());
            }
        } catch (BpfException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
