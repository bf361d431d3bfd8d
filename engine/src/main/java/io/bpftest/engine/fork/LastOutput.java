package io.bpftest.engine.fork;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a guest's processes write beside messages: by native code, or by a JVM that fails. It goes on to this JVM's
 * standard error, and its end is kept for messages.
 */
public final class LastOutput {

    private static final int KEPT = 4000;

    private final StringBuilder kept = new StringBuilder();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Starts to read a stream, to its end, in a thread of its own. */
    public void follow(InputStream stream, String threadName) {
        Thread reader = new Thread(() -> read(stream), threadName);
        reader.setDaemon(true);
        reader.start();
    }

    /** Takes a piece of output. */
    public void add(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, UTF_8);
        System.err.print(text);
        synchronized (kept) {
            kept.append(text);
            if (kept.length() > KEPT) {
                kept.delete(0, kept.length() - KEPT);
            }
        }
    }

    /** Waits for the end of what is followed; tells whether it came in time. */
    boolean complete(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The last of it. */
    public String text() {
        synchronized (kept) {
            return kept.toString();
        }
    }

    private void read(InputStream stream) {
        byte[] buffer = new byte[1 << 13];
        try (stream) {
            for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
                add(buffer, length);
            }
        } catch (IOException e) {
            // It was closed here or there, and nothing more can come.
            ended.countDown();
            return;
        }
        ended.countDown();
    }
}
