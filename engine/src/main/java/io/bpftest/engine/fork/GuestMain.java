package io.bpftest.engine.fork;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a guest. Messages come by its standard input; the end of that ends the JVM at once, since it means
 * that the host's JVM is gone. Its own messages go to a file or pipe of their own, apart from what tests print.
 */
public final class GuestMain {

    private static final long SIGN_OF_LIFE_SECONDS = 1;
    private static final int EXIT_TESTS_FAILED_TO_RUN = 70;

    private final WireWriter wire;
    private final BlockingQueue<Message> commands = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean running;

    private GuestMain(WireWriter wire) {
        this.wire = wire;
    }

    /**
     * Runs tests until it is told to quit.
     *
     * @param arguments the path that messages are written to
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        InputStream input = new BufferedInputStream(new Input());
        System.setIn(InputStream.nullInputStream());
        GuestMain guest = new GuestMain(new WireWriter(new FileOutputStream(arguments[0])));
        guest.background("commands for tests", () -> guest.read(new WireReader(input)));
        guest.serve();
    }

    private void serve() throws IOException, InterruptedException {
        // The first word is the host's: nobody listens before.
        Message first = commands.take();
        wire.write(new Message.Ready(
                Runtime.version().feature(),
                System.getProperty("os.version", ""),
                Thread.currentThread().getId()));
        background("signs of life", this::giveSignsOfLife);
        Runtime.getRuntime().addShutdownHook(new Thread(this::tellOfExit, "end of tests"));
        for (Message command = first; !(command instanceof Message.Quit); command = commands.take()) {
            if (command instanceof Message.Run run) {
                running = true;
                Thrown failure = new GuestRun(wire, run).failure();
                running = false;
                wire.write(new Message.Done(failure));
            }
        }
        ended.countDown();
        // Threads that tests left must not keep it alive.
        Runtime.getRuntime().halt(0);
    }

    private void read(WireReader input) {
        try {
            for (Message message = input.read(); message != null; message = input.read()) {
                commands.add(message);
            }
        } catch (IOException e) {
            // As good as its end.
            Runtime.getRuntime().halt(EXIT_TESTS_FAILED_TO_RUN);
        }
        Runtime.getRuntime().halt(EXIT_TESTS_FAILED_TO_RUN);
    }

    private void giveSignsOfLife() {
        try {
            while (!ended.await(SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS)) {
                wire.write(new Message.Alive());
            }
        } catch (InterruptedException | IOException e) {
            // Nobody listens any more; the end of the input says the same.
            return;
        }
    }

    /** A shutdown while tests run was asked for by one of them, or by a signal. */
    private void tellOfExit() {
        if (!running) {
            return;
        }
        try {
            String culprit = culprit();
            wire.write(new Message.Exiting(culprit == null ? "" : culprit));
        } catch (IOException e) {
            // Nobody listens any more.
            return;
        }
    }

    private static @Nullable String culprit() {
        for (var thread : Thread.getAllStackTraces().entrySet()) {
            StackTraceElement[] stack = thread.getValue();
            for (int i = 0; i < stack.length; i++) {
                if (stack[i].getClassName().equals("java.lang.System")
                        && stack[i].getMethodName().equals("exit")
                        && i + 1 < stack.length) {
                    return stack[i + 1].toString();
                }
            }
        }
        return null;
    }

    /** The standard input, of which Java cannot tell what is available if it is a channel out of a virtual machine. */
    private static final class Input extends FileInputStream {

        Input() {
            super(FileDescriptor.in);
        }

        @Override
        public int available() {
            return 0;
        }
    }

    private void background(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
