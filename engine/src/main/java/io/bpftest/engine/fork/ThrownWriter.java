package io.bpftest.engine.fork;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.ValueWrapper;

/** Packs a throwable: as itself where that can be, and in any case as text. */
final class ThrownWriter {

    /** A chain may be longer than anybody reads. */
    private static final int LONGEST_CHAIN = 50;

    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private ThrownWriter() {}

    static Thrown pack(Throwable throwable) {
        return new ThrownWriter().pack(throwable, serialize(throwable));
    }

    private Thrown pack(Throwable throwable, byte[] serialized) {
        seen.add(throwable);
        List<Thrown> suppressed = new ArrayList<>();
        for (Throwable one : throwable.getSuppressed()) {
            Thrown packed = inner(one);
            if (packed != null) {
                suppressed.add(packed);
            }
        }
        AssertionFailedError failure = throwable instanceof AssertionFailedError found ? found : null;
        return new Thrown(
                throwable.getClass().getName(),
                throwable instanceof AssertionError,
                message(throwable),
                List.of(throwable.getStackTrace()),
                inner(throwable.getCause()),
                suppressed,
                failure == null ? null : text(failure.getExpected()),
                failure == null ? null : text(failure.getActual()),
                serialized);
    }

    private @Nullable Thrown inner(@Nullable Throwable throwable) {
        return throwable == null || seen.size() >= LONGEST_CHAIN || seen.contains(throwable)
                ? null
                : pack(throwable, new byte[0]);
    }

    /** A user's own class may throw here. */
    private static @Nullable String message(Throwable throwable) {
        try {
            return throwable.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            return "(its getMessage() threw " + e.getClass().getName() + ")";
        }
    }

    private static @Nullable String text(@Nullable ValueWrapper value) {
        return value == null ? null : value.getStringRepresentation();
    }

    private static byte[] serialize(Throwable throwable) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(throwable);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // A value within cannot be serialized, or its class does not want to be: it travels as text.
            return new byte[0];
        }
        return bytes.toByteArray();
    }
}
