package io.bpftest.engine.trace;

import io.bpftest.engine.place.PlaceThreads;
import io.bpftest.error.HostCodeException;
import io.bpftest.lab.HostCode;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One thread for all that a test makes happen, so that its number tells it from the rest of the machine. */
final class TriggerThread extends PlaceThreads {

    private final Lock oneAtATime = new ReentrantLock();
    private Worker worker = new Worker();
    private volatile @Nullable Thread thread;

    TriggerThread(String place) {
        super(place, () -> {}, () -> {});
    }

    /** Does what is asked for until it is interrupted, which happens to code that is given up. */
    private static final class Worker implements Runnable {
        private final LinkedBlockingQueue<Runnable> wanted = new LinkedBlockingQueue<>();

        @Override
        public void run() {
            try {
                while (true) {
                    wanted.take().run();
                }
            } catch (InterruptedException e) {
                // its end
            }
        }
    }

    @Override
    public <T extends @Nullable Object> T call(Duration limit, HostCode<T> code) {
        if (Thread.currentThread() == thread) {
            // Code within code is where it is to run already.
            return super.call(limit, code);
        }
        oneAtATime.lock();
        try {
            return super.call(limit, code);
        } catch (HostCodeException e) {
            if (e.getCause() == null) {
                // It was given up and may go on: what follows needs another thread.
                thread = null;
            }
            throw e;
        } finally {
            oneAtATime.unlock();
        }
    }

    @Override
    protected Thread begin(Runnable work) {
        Thread known = thread;
        if (known == Thread.currentThread()) {
            work.run();
            return known;
        }
        if (known == null || !known.isAlive()) {
            worker = new Worker();
            known = super.begin(worker);
            thread = known;
        }
        worker.wanted.add(work);
        return known;
    }
}
