package io.bpftest.engine.session;

import io.bpftest.engine.compile.KnownObjects;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.trial.Trials;
import io.bpftest.engine.trial.Verdict;
import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Objects that clang did not make here: a damaged one can crash libbpf, so each is tried in another process first. */
final class ForeignObjects {

    /** What a trial covers; to be changed with it, so that older findings no longer count. */
    private static final String COVERAGE = "1";

    private static final int MOST_REMEMBERED = 10_000;

    private final Trials trials;

    /** What was found in this JVM: the harm by the object's name, empty for none. */
    private final Map<String, String> found = new ConcurrentHashMap<>();

    ForeignObjects(Trials trials) {
        this.trials = trials;
    }

    /**
     * Does nothing if this process may open an object. Only what is new is tried: that an object is harmless is kept in
     * the cache folder, that it is harmful in this JVM alone, since a repaired libbpf need not have another version.
     *
     * @throws ObjectFormatException if it would crash or hang this process
     */
    void check(String file, byte[] bytes, KnownObjects known) {
        String object = KnownObjects.name(bytes);
        String harm = found.get(object);
        if (harm == null) {
            harm = isKnownHarmless(object, known) ? "" : tried(file, object, bytes, known);
            if (found.size() >= MOST_REMEMBERED) {
                found.clear();
            }
            found.put(object, harm);
        }
        if (!harm.isEmpty()) {
            throw harmful(file, harm);
        }
    }

    private static boolean isKnownHarmless(String object, KnownObjects known) {
        return known.isCompiled(object) || known.isHarmless(object, circumstances());
    }

    private String tried(String file, String object, byte[] bytes, KnownObjects known) {
        Verdict verdict = trials.of(file, bytes);
        if (verdict.isHarmless()) {
            known.keepHarmless(object, circumstances());
        }
        return verdict.harm();
    }

    private static ObjectFormatException harmful(String file, String harm) {
        return new ObjectFormatException(new Problem(
                file + " is no sound BPF object",
                "the process that tried it first " + harm,
                "an object that " + libbpf() + " opens and loads without harm",
                "build or copy the file again; if it is sound, use a newer libbpf"));
    }

    /** How far loading goes depends on the kernel and on privileges. */
    private static List<String> circumstances() {
        return List.of(
                COVERAGE,
                libbpf(),
                Kernel.release(),
                Capability.missing().toString(),
                Boolean.toString(Capability.areOfUserNamespace()));
    }

    private static String libbpf() {
        return "libbpf " + Native.libbpf().libbpf_version_string();
    }
}
