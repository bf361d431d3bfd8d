package io.bpftest.engine.fork.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.bpftest.engine.fork.Guest;
import io.bpftest.engine.fork.LastOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A guest that is a container's only process. The container goes when the process ends. */
final class ContainerGuest implements Guest {

    private static final int BUFFER = 1 << 16;
    private static final int EXIT_CODE_OF_SIGNAL = 128;

    private final DockerClient client;
    private final String id;
    private final PipedInputStream events = new PipedInputStream(BUFFER);
    private final Input input = new Input();
    private final PipedOutputStream commands;
    private final Output output;
    private final WaitContainerResultCallback end = new WaitContainerResultCallback();
    private boolean closed;

    ContainerGuest(DockerClient client, String id) {
        this.client = client;
        this.id = id;
        try {
            this.commands = new PipedOutputStream(input);
            this.output = new Output(new PipedOutputStream(events));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects to the container that was created, then starts it. */
    void start(Duration limit) {
        client.attachContainerCmd(id)
                .withStdIn(input)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .exec(output);
        try {
            if (!output.awaitStarted(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new DockerException("no connection to the container within " + limit.toSeconds() + " s", 0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DockerException("an interrupt", 0, e);
        }
        client.startContainerCmd(id).exec();
        // Not before: one that was not started counts as one that ended.
        client.waitContainerCmd(id).exec(end);
    }

    @Override
    public InputStream events() {
        return events;
    }

    @Override
    public OutputStream commands() {
        return commands;
    }

    @Override
    public String lastOutput() {
        return output.last.text();
    }

    @Override
    public String ending(Duration limit) throws InterruptedException {
        try {
            int code = end.awaitStatusCode(limit.toSeconds(), TimeUnit.SECONDS);
            String signal = code > EXIT_CODE_OF_SIGNAL ? " (signal " + (code - EXIT_CODE_OF_SIGNAL) + ")" : "";
            return "ended with exit code " + code + signal;
        } catch (DockerClientException e) {
            return "is gone, and nobody knows how it ended";
        }
    }

    /** Removes the container, running or not. */
    void remove() {
        // The client gives up at once in a thread that is interrupted.
        boolean interrupted = Thread.interrupted();
        try {
            client.removeContainerCmd(id).withForce(true).exec();
        } catch (DockerException e) {
            // It has gone by itself, or is about to: both leave nothing.
            return;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        remove();
        try {
            commands.close();
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the container reads. The library's thread that carries it throws when the container ends first, and Java would
     * print that; the end of the container's messages says the same, and is waited for.
     */
    private static final class Input extends PipedInputStream {

        Input() {
            super(BUFFER);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Thread.currentThread().setUncaughtExceptionHandler((thread, afterTheEnd) -> {});
            return super.read(bytes, offset, length);
        }
    }

    /** What the container writes: messages by its standard output, all else by its standard error. */
    private static final class Output extends ResultCallback.Adapter<Frame> {

        private final LastOutput last = new LastOutput();
        private final PipedOutputStream messages;

        Output(PipedOutputStream messages) {
            this.messages = messages;
        }

        @Override
        public void onNext(Frame frame) {
            if (frame.getStreamType() == StreamType.STDERR) {
                last.add(frame.getPayload(), frame.getPayload().length);
                return;
            }
            try {
                messages.write(frame.getPayload());
                messages.flush();
            } catch (IOException e) {
                // The host's side was closed: it wants to hear no more.
                return;
            }
        }

        @Override
        public void onComplete() {
            end();
            super.onComplete();
        }

        @Override
        public void onError(Throwable throwable) {
            end();
            super.onError(throwable);
        }

        private void end() {
            try {
                messages.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
