package io.bpftest.engine.fork;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A conversation with a guest, from the host's side. For one thread. Closing it ends the guest. */
public final class GuestSession implements AutoCloseable {

    /** A guest that is faster than the host's listeners has to wait for them. */
    private static final int MOST_UNHEARD = 10_000;

    /** Stands for the end of the guest's messages. */
    private static final Message.Quit END = new Message.Quit();

    private final Guest guest;
    private final GuestLaunch launch;
    private final WireWriter commands;
    private final BlockingQueue<Message> heard = new ArrayBlockingQueue<>(MOST_UNHEARD);
    private volatile @Nullable IOException broken;
    private @Nullable String exitedBy;
    private boolean over;

    /** Starts to listen to a guest that was started. */
    public GuestSession(Guest guest, GuestLaunch launch) {
        this.guest = guest;
        this.launch = launch;
        this.commands = new WireWriter(guest.commands());
        Thread reader = new Thread(this::listen, "messages of tests");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Has the guest run tests.
     *
     * @param ids with Jupiter's first segment
     * @param parameters JUnit's configuration parameters
     * @return how the guest introduces itself
     * @throws GuestLostException if it ends first, or does not answer in time
     */
    public Message.Ready run(List<String> ids, Map<String, String> parameters) throws GuestLostException {
        send(new Message.Run(
                ids, parameters, launch.written().stream().map(Object::toString).toList()));
        Message first = next(launch.limits().start(), "did not answer within %d s (bpftest.guest.start)");
        if (first instanceof Message.Ready ready) {
            return ready;
        }
        throw lost("said " + first + " before anything else");
    }

    /**
     * Waits for what happens next; signs of life are left out.
     *
     * @throws GuestLostException if the guest ends or gives no sign of life
     */
    public Message next() throws GuestLostException {
        while (true) {
            Message message = next(launch.limits().silence(), "gave no sign of life for %d s (bpftest.guest.silence)");
            if (message instanceof Message.Exiting exiting) {
                exitedBy = exiting.culprit();
            } else if (!(message instanceof Message.Alive)) {
                return message;
            }
        }
    }

    private Message next(Duration limit, String late) throws GuestLostException {
        try {
            Message message = heard.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (message == null) {
                throw lost(String.format(late, limit.toSeconds()));
            }
            if (message == END) {
                IOException reason = broken;
                throw lost(reason == null ? ending() : "sent what is no message: " + reason.getMessage());
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lost("was given up, because this JVM's thread was interrupted");
        }
    }

    private String ending() throws InterruptedException {
        String how = guest.ending(launch.limits().silence());
        return exitedBy == null || exitedBy.isEmpty() ? how : how + ", as System.exit was called at " + exitedBy;
    }

    private GuestLostException lost(String how) {
        over = true;
        return new GuestLostException(how, guest.lastOutput());
    }

    /** Tells the guest to end, and waits for it; does nothing if it is lost. */
    public void quit() {
        if (over) {
            return;
        }
        try {
            send(new Message.Quit());
            long limit = launch.limits().silence().toMillis();
            Message last = heard.poll(limit, TimeUnit.MILLISECONDS);
            while (last != null && last != END) {
                last = heard.poll(limit, TimeUnit.MILLISECONDS);
            }
        } catch (GuestLostException e) {
            // It ended by itself.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Message message) throws GuestLostException {
        try {
            commands.write(message);
        } catch (IOException e) {
            try {
                throw lost(ending());
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
                throw lost("does not listen any more");
            }
        }
    }

    private void listen() {
        WireReader reader = new WireReader(guest.events());
        try {
            for (Message message = reader.read(); message != null; message = reader.read()) {
                heard.put(message);
            }
        } catch (IOException e) {
            broken = e;
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; if somebody does, nobody wants to hear more.
            Thread.currentThread().interrupt();
            return;
        }
        put(END);
    }

    private void put(Message message) {
        try {
            heard.put(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        guest.close();
    }
}
