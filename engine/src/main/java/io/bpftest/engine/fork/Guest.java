package io.bpftest.engine.fork;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * A JVM elsewhere that runs {@link GuestMain}, and the byte streams to it and from it.
 *
 * <p>Owned by who started it. However the owner ends, the end of {@link #commands} ends the guest.
 */
public interface Guest extends AutoCloseable {

    /** Where the guest's messages come from; nothing else may write into it, whatever tests print. */
    InputStream events();

    /** Where messages for the guest go. */
    OutputStream commands();

    /** The last that the guest's processes wrote beside its messages, such as a JVM's report of a crash. */
    String lastOutput();

    /**
     * Says how the guest ended, as a part of a sentence about it: {@code ended with exit code 3}.
     *
     * @param limit how long to wait for the end if it has not come
     */
    String ending(Duration limit) throws InterruptedException;

    /** Ends it by force, and frees what it took. Does nothing the second time. */
    @Override
    void close();
}
