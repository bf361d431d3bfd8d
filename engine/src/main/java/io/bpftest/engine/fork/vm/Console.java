package io.bpftest.engine.fork.vm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a virtual machine's kernel, its first process and QEMU itself print. Until the machine is up that is kept alone;
 * then it is the error output of tests and of what the kernel dies of, and goes on to this JVM's.
 */
final class Console {

    private static final int KEPT = 1 << 16;

    /** What the machine's first process says. */
    private static final Pattern SAID = Pattern.compile("bpf-test: (.*)");

    private static final Pattern PANIC = Pattern.compile("Kernel panic - not syncing: (.*)");

    private final StringBuilder kept = new StringBuilder();
    private final CountDownLatch up = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean isUp;
    private @Nullable String panic;
    private @Nullable String said;

    /** Starts to read it, to its end, in a thread of its own. */
    void follow(InputStream stream, String threadName) {
        Thread reader = new Thread(() -> read(stream), threadName);
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits until the machine is up, or its console has ended; tells whether it is up. */
    boolean awaitUp(Duration limit) throws InterruptedException {
        up.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        return isUp;
    }

    /** Waits for the end; tells whether it came in time. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The last 64 KiB: of all until the machine is up, then of what came after. */
    synchronized String text() {
        return kept.toString();
    }

    /** The reason of the kernel's panic, if it had one. */
    synchronized Optional<String> panic() {
        return Optional.ofNullable(panic);
    }

    /** The last that the machine's first process said about the tests' JVM or about itself. */
    synchronized Optional<String> said() {
        return Optional.ofNullable(said);
    }

    private void read(InputStream stream) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            // It was closed here or there, and nothing more can come.
            end();
            return;
        }
        end();
    }

    private void end() {
        ended.countDown();
        up.countDown();
    }

    private synchronized void add(String line) {
        Matcher panicked = PANIC.matcher(line);
        if (panicked.find()) {
            panic = panicked.group(1).strip();
        }
        Matcher first = SAID.matcher(line);
        if (first.matches()) {
            hear(first.group(1).strip());
            return;
        }
        if (isUp) {
            System.err.println(line);
        }
        kept.append(line).append('\n');
        if (kept.length() > KEPT) {
            kept.delete(0, kept.length() - KEPT);
        }
    }

    private void hear(String word) {
        if (word.equals("up")) {
            isUp = true;
            kept.setLength(0);
            up.countDown();
        } else {
            said = said == null ? word : said + ", " + word;
        }
    }
}
