package io.bpftest.engine.platform;

import io.bpftest.engine.fork.GuestLostException;
import io.bpftest.engine.fork.GuestSession;
import io.bpftest.engine.fork.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs a job in a guest, in a thread that may be ahead of what is reported: kernels run side by side, and are reported one
 * after another.
 */
final class GuestThread implements Runnable {

    /** A guest that is too far ahead has to wait. */
    private static final int MOST_UNHEARD = 10_000;

    private static final long SECONDS_BETWEEN_LOOKS = 1;

    private final Job job;
    private final List<String> ids;
    private final Function<Map<String, String>, Map<String, String>> parameters;

    /** First the {@link Job.Started}, then messages up to the last; what is thrown comes last. */
    private final BlockingQueue<Object> heard = new ArrayBlockingQueue<>(MOST_UNHEARD);

    /**
     * Will run a job.
     *
     * @param ids what to run, with Jupiter's first segment
     * @param parameters gives JUnit's configuration parameters with some settings
     */
    GuestThread(Job job, List<String> ids, Function<Map<String, String>, Map<String, String>> parameters) {
        this.job = job;
        this.ids = ids;
        this.parameters = parameters;
    }

    /** Ends early if the thread is interrupted; however it ends, the guest ends too. */
    @Override
    public void run() {
        try {
            Job.Started started = job.start();
            try (GuestSession session = new GuestSession(started.guest(), started.launch())) {
                heard.put(started);
                heard.put(session.run(ids, parameters.apply(started.settings())));
                Message message = session.next();
                while (!(message instanceof Message.Done)) {
                    heard.put(message);
                    message = session.next();
                }
                heard.put(message);
                session.quit();
            }
        } catch (GuestLostException | RuntimeException | Error e) {
            tell(e);
        } catch (InterruptedException e) {
            // Nobody waits for more.
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Throwable thrown) {
        try {
            heard.put(thrown);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until the guest is there.
     *
     * @return null if the run is cancelled
     * @throws io.bpftest.error.BpfException if it cannot be started
     * @throws GuestLostException if it is not waited for any more
     */
    Job.@Nullable Started started(Cancellation cancellation) throws GuestLostException {
        return (Job.Started) take(cancellation);
    }

    /**
     * Waits for what happens next, the first time a {@link Message.Ready}.
     *
     * @return null if the run is cancelled
     * @throws GuestLostException if the guest ends, or does not answer in time
     */
    @Nullable
    Message next(Cancellation cancellation) throws GuestLostException {
        return (Message) take(cancellation);
    }

    private @Nullable Object take(Cancellation cancellation) throws GuestLostException {
        try {
            Object next = null;
            while (next == null && !cancellation.isRequested()) {
                next = heard.poll(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
            }
            if (next instanceof GuestLostException lost) {
                throw lost;
            } else if (next instanceof RuntimeException failure) {
                throw failure;
            } else if (next instanceof Error failure) {
                throw failure;
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GuestLostException("was given up, because this JVM's thread was interrupted", "");
        }
    }
}
