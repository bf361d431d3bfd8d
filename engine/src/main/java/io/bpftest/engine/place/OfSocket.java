package io.bpftest.engine.place;

import io.bpftest.engine.kernel.OwnSocket;
import io.bpftest.map.KernelSocket;
import java.nio.channels.NetworkChannel;
import java.util.function.IntSupplier;

/**
 * A socket that a program is attached to.
 *
 * @param words what it is called in messages
 * @param descriptor gives its file descriptor, or -1 once it is closed: the number may be another's by then
 */
record OfSocket(String words, IntSupplier descriptor) {

    private static final int CLOSED = -1;

    static OfSocket of(KernelSocket socket) {
        return new OfSocket(socket.toString(), socket::descriptor);
    }

    static OfSocket of(NetworkChannel channel, CallSite site) {
        return new OfSocket(
                channel.toString(),
                () -> channel.isOpen() ? site.onSite(() -> OwnSocket.of(channel).descriptor()) : CLOSED);
    }

    boolean isOpen() {
        return descriptor.getAsInt() >= 0;
    }
}
