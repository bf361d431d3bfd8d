package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.error.BpfException;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stands between libbpf's callbacks and Java: nothing may be thrown through native frames, so it is thrown behind them. */
final class EventSink {

    /** What a callback gives to have libbpf stop. */
    static final int STOP = -Errno.EINTR.number();

    private EventSource.@Nullable Sink sink;
    private @Nullable Throwable failure;

    /** Has libbpf read; what a callback threw is thrown here. */
    void during(EventSource.Sink into, IntSupplier reading) {
        sink = into;
        try {
            int result = reading.getAsInt();
            Throwable thrown = failure;
            if (thrown instanceof Error error) {
                throw error;
            } else if (thrown instanceof RuntimeException exception) {
                throw exception;
            } else if (result < 0 && !Errno.EINTR.is(result)) {
                throw new MapAccessException(new Problem(
                        "Events cannot be read", Errno.text(result), "a map that libbpf can read", "see errno(3)"));
            }
        } finally {
            sink = null;
            failure = null;
        }
    }

    /** Passes an event on; false where that failed. */
    boolean accept(Supplier<byte[]> event) {
        try {
            EventSource.Sink into = sink;
            if (into != null) {
                into.accept(event.get());
            }
            return true;
        } catch (RuntimeException | Error e) {
            failure = e;
            return false;
        }
    }

    static BpfException refused(MapTarget target, int error) {
        Problem problem = new Problem(
                "Map \"" + target.info().name() + "\" (" + target.info().type() + ") cannot be opened for events",
                Errno.text(error),
                "CAP_BPF or CAP_SYS_ADMIN; for perf buffers CAP_PERFMON besides, and a kernel with perf events",
                "run as root, or give the process these capabilities");
        boolean forbidden = Errno.EPERM.is(-error) || Errno.EACCES.is(-error);
        return forbidden ? new PrivilegeException(problem) : new MapAccessException(problem);
    }
}
