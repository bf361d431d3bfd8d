package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.lab.LabHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Datagrams of IPv4 and one byte, a number that tells them from others. */
final class Datagrams {

    /** Behind the headers of Ethernet, IPv4 and UDP. */
    private static final int PAYLOAD = 42;

    private Datagrams() {}

    /** Sends one from a host to port 9; that a program of the host drops it is no failure. */
    static void send(LabHost from, InetAddress to, int number) {
        from.run(() -> {
            try (DatagramChannel socket = DatagramChannel.open()) {
                socket.send(ByteBuffer.wrap(new byte[] {(byte) number}), new InetSocketAddress(to, 9));
            } catch (IOException e) {
                // So the kernel tells that a program has dropped what a socket sends.
                assertThat(e).hasMessageMatching(".*(not permitted|No route|Input/output|Invalid).*");
            }
        });
    }

    /** Tells whether a frame is a certain one. */
    static boolean carries(byte[] frame, int number) {
        return frame.length > PAYLOAD && frame[PAYLOAD] == number;
    }
}
