package io.bpftest.engine.object;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.LibbpfLog;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.Problem;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens and loads objects; where libbpf or the kernel refuses, tries once more while listening, to say why. */
public final class ObjectLoader {

    /** The most that kernels since 5.2 write. */
    private static final int LOG_SIZE = (1 << 24) - 1;

    private ObjectLoader() {}

    /**
     * Why an object did not load.
     *
     * @param error the errno, positive
     * @param messages what libbpf said
     * @param log what the kernel's verifier said, empty where it was not asked
     */
    public record Refusal(int error, List<String> messages, String log) {}

    /** What loading gave: an object or a refusal. */
    public record Loaded(
            @Nullable NativeObject object, @Nullable Refusal refusal) {}

    /**
     * Opens an object without touching the kernel.
     *
     * @throws ObjectFormatException if libbpf refuses it
     */
    public static NativeObject open(ObjectImage image) {
        NativeObject object = NativeObject.open(image, 0);
        if (object == null) {
            throw refused(image);
        }
        return object;
    }

    /**
     * Opens an object, changes it, and loads it.
     *
     * @param change sets types, constants and the like; called again for the second try
     */
    public static Loaded load(ObjectImage image, Consumer<NativeObject> change) {
        NativeObject object = open(image);
        if (tryLoad(object, change) == 0) {
            return new Loaded(object, null);
        }
        object.close();
        Loaded again = loadListening(image, 0, change);
        boolean cut =
                again.refusal() != null && Errno.ENOSPC.is(-again.refusal().error());
        return cut ? withoutSteps(image, again, change) : again;
    }

    /** A log longer than the kernel writes has no end before Linux 6.4, and so no reason: the steps are left out of it. */
    private static Loaded withoutSteps(ObjectImage image, Loaded cut, Consumer<NativeObject> change) {
        Loaded brief = loadListening(image, VerifierStatistics.LEVEL, change);
        return brief.refusal() != null && brief.refusal().log().isBlank() ? cut : brief;
    }

    /**
     * Loads an object once more, to hear what the verifier counts, and closes it.
     *
     * @param change as for {@link #load}
     * @return what the verifier says of each program that loaded, or why loading is refused, with libbpf's words
     */
    public static VerifierStatistics.Told statistics(ObjectImage image, Consumer<NativeObject> change) {
        try (NativeObject object = open(image)) {
            long logs = NativeMemory.malloc(object.programs().size() * VerifierStatistics.LOG_SIZE);
            try {
                LibbpfLog.Collected<VerifierStatistics.Told> load =
                        LibbpfLog.during(() -> VerifierStatistics.ofLoad(object, logs, change));
                VerifierStatistics.Told told = load.result();
                return told.refused().isEmpty() || load.lines().isEmpty()
                        ? told
                        : new VerifierStatistics.Told(told.programs(), String.join("\n", load.lines()));
            } finally {
                NativeMemory.free(logs);
            }
        }
    }

    private static Loaded loadListening(ObjectImage image, int logLevel, Consumer<NativeObject> change) {
        NativeObject object = NativeObject.open(image, LOG_SIZE, logLevel);
        if (object == null) {
            throw refused(image);
        }
        LibbpfLog.Collected<Integer> second = LibbpfLog.during(() -> tryLoad(object, change));
        if (second.result() == 0) {
            return new Loaded(object, null);
        }
        Refusal refusal = new Refusal(-second.result(), second.lines(), object.log());
        object.close();
        return new Loaded(null, refusal);
    }

    private static int tryLoad(NativeObject object, Consumer<NativeObject> change) {
        try {
            change.accept(object);
            return object.load();
        } catch (RuntimeException | Error e) {
            object.close();
            throw e;
        }
    }

    private static ObjectFormatException refused(ObjectImage image) {
        LibbpfLog.Collected<Integer> second = LibbpfLog.during(() -> {
            NativeObject object = NativeObject.open(image, 0);
            int error = object == null ? Native.errno() : 0;
            if (object != null) {
                object.close();
            }
            return error;
        });
        String said = String.join("\n", second.lines());
        if (said.contains("legacy map definitions in 'maps' section")) {
            return new ObjectFormatException(new Problem(
                    image.name() + " defines maps in the legacy section \"maps\"",
                    "struct bpf_map_def in SEC(\"maps\"), which libbpf 1.0 and newer do not take",
                    "BTF-defined maps in SEC(\".maps\")",
                    "define each map as struct { __uint(type, ...); __type(key, ...); ... } name SEC(\".maps\")"));
        }
        return new ObjectFormatException(new Problem(
                "libbpf refuses " + image.name(),
                said.isEmpty() ? Errno.text(second.result()) : said,
                "an object that libbpf " + Native.libbpf().libbpf_version_string() + " takes",
                "build the object again; if it is sound, use a newer libbpf"));
    }
}
