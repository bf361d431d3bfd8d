package io.bpftest.engine.fork;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Unpacks a throwable: as itself if this JVM has its classes, else as one that looks like it. */
public final class ThrownReader {

    private final ClassLoader loader;

    /** Takes the throwables' classes from a loader. */
    public ThrownReader(ClassLoader loader) {
        this.loader = loader;
    }

    /** Gives the throwable, with the message, stack, causes, and expected and actual values that it had in the guest. */
    public Throwable unpack(Thrown thrown) {
        Throwable same = deserialize(thrown.serialized());
        return same != null ? same : lookalike(thrown);
    }

    private @Nullable Throwable deserialize(byte[] serialized) {
        if (serialized.length == 0) {
            return null;
        }
        try (ObjectInputStream in = new Loading(new ByteArrayInputStream(serialized))) {
            return in.readObject() instanceof Throwable throwable ? throwable : null;
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            // A class that this JVM lacks or has in another version; the text is left.
            return null;
        }
    }

    private static Throwable lookalike(Thrown thrown) {
        Throwable cause = thrown.cause() == null ? null : lookalike(thrown.cause());
        Throwable made;
        if (thrown.expected() != null || thrown.actual() != null) {
            made = new AssertionFailedError(thrown.message(), thrown.expected(), thrown.actual(), cause);
        } else if (thrown.assertion()) {
            made = new RelayedAssertionError(thrown, cause);
        } else {
            made = new RelayedException(thrown, cause);
        }
        made.setStackTrace(thrown.stack().toArray(new StackTraceElement[0]));
        thrown.suppressed().forEach(suppressed -> made.addSuppressed(lookalike(suppressed)));
        return made;
    }

    private final class Loading extends ObjectInputStream {

        Loading(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(type.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                // Primitive types, which no loader gives.
                return super.resolveClass(type);
            }
        }
    }
}
