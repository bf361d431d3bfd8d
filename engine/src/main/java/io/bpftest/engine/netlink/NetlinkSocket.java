package io.bpftest.engine.netlink;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A socket for rtnetlink: it stays in the network namespace of the thread that opened it, whoever uses it. */
public final class NetlinkSocket implements AutoCloseable {

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int NETLINK_ROUTE = 0;
    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_CAP_ACK = 10;
    private static final int NETLINK_EXT_ACK = 11;
    private static final int NLMSGERR_ATTR_MSG = 1;
    private static final int LARGEST = 64 * 1024;

    private final int descriptor;
    private final ByteBuffer received = NativeMemory.allocate(LARGEST);
    private int sequence;

    private NetlinkSocket(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Opens a socket in this thread's network namespace. */
    public static NetlinkSocket open() {
        int descriptor = Native.libc().socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_ROUTE);
        if (descriptor < 0) {
            throw new FeatureMissingException(new Problem(
                    "rtnetlink cannot be used",
                    "socket(AF_NETLINK): " + Errno.text(Native.errno()),
                    "a kernel that networks are set up in by rtnetlink(7)",
                    "use another kernel, or allow sockets of AF_NETLINK"));
        }
        long one = Scratch.of(Integer.BYTES);
        NativeMemory.putInt(one, 1);
        Native.libc().setsockopt(descriptor, SOL_NETLINK, NETLINK_EXT_ACK, one, Integer.BYTES);
        Native.libc().setsockopt(descriptor, SOL_NETLINK, NETLINK_CAP_ACK, one, Integer.BYTES);
        return new NetlinkSocket(descriptor);
    }

    /** The file descriptor, for calls that want any socket of a namespace; owned by this. */
    public int descriptor() {
        return descriptor;
    }

    /** Sends a request and gives all that the kernel answers. */
    public synchronized Answer ask(Request request) {
        int number = ++sequence;
        ByteBuffer message = request.finished(number);
        if (Native.libc().send(descriptor, NativeMemory.address(message), message.position(), 0) < 0) {
            return new Answer(-Native.errno(), "", List.of());
        }
        List<ByteBuffer> replies = new ArrayList<>();
        while (true) {
            long size = Native.libc().recv(descriptor, NativeMemory.address(received), LARGEST, 0);
            if (size < 0) {
                int error = -Native.errno();
                if (Errno.EINTR.is(error)) {
                    continue;
                }
                return new Answer(error, "", replies);
            }
            for (int at = 0; at + Request.HEADER <= size; ) {
                int length = received.getInt(at);
                if (received.getInt(at + 8) == number) {
                    ByteBuffer body = copy(at, length);
                    if (received.getShort(at + 4) == Request.NLMSG_ERROR) {
                        return new Answer(body.getInt(0), message(at, length), replies);
                    }
                    replies.add(body);
                }
                at += (length + 3) & ~3;
            }
        }
    }

    /** What the kernel says about an error stands behind the header of the request, which it repeats. */
    private String message(int at, int length) {
        ByteBuffer body = copy(at, length);
        return Answer.attribute(body, Integer.BYTES + Request.HEADER, NLMSGERR_ATTR_MSG)
                .map(text -> {
                    byte[] bytes = new byte[text.remaining()];
                    text.get(bytes);
                    return new String(bytes, StandardCharsets.UTF_8)
                            .replace("\0", "")
                            .strip();
                })
                .orElse("");
    }

    private ByteBuffer copy(int at, int length) {
        byte[] bytes = new byte[length - Request.HEADER];
        received.get(at + Request.HEADER, bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        Native.libc().close(descriptor);
    }
}
