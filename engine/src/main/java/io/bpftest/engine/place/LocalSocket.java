package io.bpftest.engine.place;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.CallException;
import io.bpftest.error.Problem;
import io.bpftest.lab.AddressResult;
import io.bpftest.lab.CallResult;
import io.bpftest.lab.ConnectResult;
import io.bpftest.lab.ErrorNumber;
import io.bpftest.lab.OptionResult;
import io.bpftest.lab.ReceiveResult;
import io.bpftest.lab.SocketKind;
import io.bpftest.lab.TestSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** A socket by its file descriptor, whose calls are made in its place and do not block but for polls with a limit. */
final class LocalSocket implements TestSocket {

    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int BACKLOG = 16;
    private static final int CLOSED = -1;

    private final CallSite site;
    private final SocketKind kind;
    private final int descriptor;
    private boolean open = true;

    LocalSocket(CallSite site, SocketKind kind, int descriptor) {
        this.site = site;
        this.kind = kind;
        this.descriptor = descriptor;
    }

    /** Opens a socket in the calling thread; gives its descriptor, or a negative errno. */
    static int open(SocketKind kind) {
        int type = kind.type() | SOCK_NONBLOCK | SOCK_CLOEXEC;
        int opened = Native.sockets().socket(kind.family(), type, kind.protocol());
        return opened < 0 ? -Native.errno() : opened;
    }

    @Override
    public SocketKind kind() {
        return kind;
    }

    @Override
    public synchronized int descriptor() {
        return open ? descriptor : CLOSED;
    }

    @Override
    public AddressResult bind(SocketAddress address) {
        byte[] sockaddr = SocketAddresses.bytes(address, kind.family());
        String call = call("bind to " + ConnectResult.text(address));
        return onSite(() -> {
            long memory = SocketMemory.of(sockaddr);
            int error = CallSite.errno(() -> Native.sockets().bind(descriptor, memory, sockaddr.length));
            return new AddressResult(
                    call,
                    error,
                    site.deciding(),
                    error == 0 ? SocketNames.own(descriptor).address() : null);
        });
    }

    @Override
    public CallResult listen() {
        return result("listen", () -> Native.sockets().listen(descriptor, BACKLOG));
    }

    @Override
    public TestSocket accept() {
        return onSite(() -> {
            int error = SocketMemory.await(descriptor, SocketMemory.POLLIN, LIMIT);
            int accepted = -1;
            if (error == 0) {
                accepted = Native.sockets().accept4(descriptor, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC);
                error = accepted < 0 ? Native.errno() : 0;
            }
            if (error != 0) {
                throw new CallException(new Problem(
                        call("accept") + " gives no connection",
                        ErrorNumber.text(error),
                        "a connection within " + LIMIT.toSeconds() + " s",
                        "listen first, and connect to the socket's own address"));
            }
            return site.contents().add(new LocalSocket(site, kind, accepted));
        });
    }

    @Override
    public ConnectResult connect(SocketAddress address) {
        byte[] sockaddr = SocketAddresses.bytes(address, kind.family());
        String call = call("connect to " + ConnectResult.text(address));
        return onSite(() -> {
            int error = connect(sockaddr);
            SocketAddress reached = error == 0 ? SocketNames.reached(descriptor, kind, address) : null;
            return new ConnectResult(call, error, site.deciding(), address, reached);
        });
    }

    /** Asking twice tells how it went, without getsockopt: programs may decide about that call too. */
    private int connect(byte[] sockaddr) {
        long address = SocketMemory.of(sockaddr);
        int error = CallSite.errno(() -> Native.sockets().connect(descriptor, address, sockaddr.length));
        if (error != ErrorNumber.EINPROGRESS.number()) {
            return error;
        }
        if (SocketMemory.await(descriptor, SocketMemory.POLLOUT, LIMIT) != 0) {
            return ErrorNumber.ETIMEDOUT.number();
        }
        long again = SocketMemory.of(sockaddr);
        error = CallSite.errno(() -> Native.sockets().connect(descriptor, again, sockaddr.length));
        return error == ErrorNumber.EISCONN.number() ? 0 : error;
    }

    @Override
    public CallResult send(byte[] bytes) {
        return result("send " + bytes.length + " bytes", () ->
                (int) Native.sockets().sendto(descriptor, SocketMemory.of(bytes), bytes.length, MSG_NOSIGNAL, 0, 0, 0));
    }

    @Override
    public CallResult sendTo(SocketAddress address, byte[] bytes) {
        byte[] sockaddr = SocketAddresses.bytes(address, kind.family());
        String what = "send " + bytes.length + " bytes to " + ConnectResult.text(address);
        return result(what, () -> {
            long memory = SocketMemory.of(sockaddr, bytes);
            long data = memory + Scratch.align(sockaddr.length);
            return (int)
                    Native.sockets().sendto(descriptor, data, bytes.length, MSG_NOSIGNAL, memory, sockaddr.length, 0);
        });
    }

    @Override
    public ReceiveResult receive(Duration limit) {
        return onSite(() -> SocketMemory.receive(descriptor, limit, call("receive"), site.deciding()));
    }

    @Override
    public AddressResult localAddress() {
        return onSite(() -> SocketNames.own(descriptor).result(call("getsockname"), site.deciding()));
    }

    @Override
    public AddressResult peerAddress() {
        return onSite(() -> SocketNames.peer(descriptor).result(call("getpeername"), site.deciding()));
    }

    @Override
    public OptionResult option(int level, int option, int length) {
        String call = call("getsockopt " + level + "/" + option);
        return onSite(() -> {
            int room = Scratch.align(length);
            long value = Scratch.of(room + 8L);
            NativeMemory.clear(value, room);
            NativeMemory.putInt(value + room, length);
            int error =
                    CallSite.errno(() -> Native.sockets().getsockopt(descriptor, level, option, value, value + room));
            int given = Math.min(length, NativeMemory.getInt(value + room));
            byte[] bytes = error == 0 ? NativeMemory.getBytes(value, given) : new byte[0];
            return new OptionResult(call, error, site.deciding(), bytes);
        });
    }

    @Override
    public CallResult setOption(int level, int option, byte[] value) {
        return result("setsockopt " + level + "/" + option, () -> Native.sockets()
                .setsockopt(descriptor, level, option, SocketMemory.of(value), value.length));
    }

    @Override
    public CallResult setOption(int level, int option, int value) {
        return setOption(
                level,
                option,
                ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putInt(value)
                        .array());
    }

    private CallResult result(String what, IntSupplier work) {
        String call = call(what);
        return onSite(() -> new CallResult(call, CallSite.errno(work), site.deciding()));
    }

    private <T> T onSite(Supplier<T> work) {
        return site.onSite(() -> {
            synchronized (this) {
                if (!open) {
                    throw new CallException(new Problem(
                            "A " + kind.title() + " socket in " + site.title() + " is closed",
                            "a call of a closed socket",
                            "a socket that is open",
                            "close it after its last call"));
                }
            }
            return work.get();
        });
    }

    private String call(String what) {
        return what + " of a " + kind.title() + " socket in " + site.title();
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            Native.libc().close(descriptor);
        }
    }

    @Override
    public String toString() {
        return kind.title() + " socket in " + site.title() + ", descriptor " + descriptor;
    }
}
