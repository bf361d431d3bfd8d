package io.bpftest.engine.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bpftest.engine.ffi.LibC;
import io.bpftest.engine.ffi.Native;
import io.bpftest.error.BpfException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The side of the process that may die. Objects come by its standard input; lines about them go to its standard output,
 * which the JVM's own words join when it crashes.
 *
 * <p>The main thread always reads, so that the end of the input, with which a parent's death shows, ends this process
 * even when a trial hangs.
 */
public final class TrialServer {

    static final String STEP = "step ";
    static final String FAILED = "failed ";
    static final String DONE = "done";

    private final Trial trial;
    private final PrintStream answers;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

    private TrialServer(Trial trial, PrintStream answers) {
        this.trial = trial;
        this.answers = answers;
    }

    private record Request(String name, byte[] object) {}

    /** Tries what comes until nothing more can come, then ends the process. */
    public static void serve(Trial trial) {
        LibC libc = Native.libc();
        TrialServer server =
                new TrialServer(trial, new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8));
        // Whatever else is printed must not be taken for an answer.
        System.setOut(System.err);
        Thread worker = new Thread(server::work, "trials");
        worker.setDaemon(true);
        worker.start();
        server.read();
        // At once, as a trial may have left the JVM or the C library in a state that nothing more can be asked of.
        libc._exit(0);
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(System.in))) {
            while (true) {
                String name = in.readUTF();
                byte[] object = new byte[in.readInt()];
                in.readFully(object);
                requests.add(new Request(name, object));
            }
        } catch (IOException e) {
            // The parent ended.
            return;
        }
    }

    private void work() {
        try {
            while (true) {
                Request request = requests.take();
                answers.println(answer(request));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String answer(Request request) {
        try {
            trial.run(request.name(), request.object(), step -> answers.println(STEP + step));
            return DONE;
        } catch (BpfException e) {
            return DONE;
        } catch (RuntimeException | Error e) {
            // Whatever it is, the process that waits must hear of it.
            return FAILED + e.toString().lines().findFirst().orElse("");
        }
    }
}
