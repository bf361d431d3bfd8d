package io.bpftest.lab;

import io.bpftest.map.KernelSocket;

/**
 * An AF_XDP socket at a receive queue of an interface: it takes the frames that an XDP program of this interface and queue
 * redirects to it by a {@link io.bpftest.map.XskMap}, past the network stack. {@link LabInterface#xskSocket} makes one;
 * a test puts it into the map and asks for frames as it asks a capture.
 *
 * <p>It holds 256 frames that were not asked for yet, of up to 1,792 bytes each, and the kernel drops others: such failures
 * say how many.
 */
public interface XskSocket extends Capture, KernelSocket {

    /** The number of its receive queue, counted from 0. */
    int queue();
}
