package io.bpftest.engine.ffi;

/**
 * The C library's functions about sockets and files, for results that the JDK does not tell: which error it was, and what
 * the kernel says of addresses and options. All give -1 on failure, with errno in {@link Native#errno()}.
 *
 * <p>Functions of six arguments have a seventh that nobody reads; see {@link LibC#syscall}.
 */
public interface SocketCalls {

    int socket(int family, int type, int protocol);

    /** Leaves two descriptors of 32 bits at an address. */
    int socketpair(int family, int type, int protocol, long descriptors);

    int bind(int socket, long address, int length);

    int listen(int socket, int backlog);

    int accept4(int socket, long address, long length, int flags);

    int connect(int socket, long address, int length);

    long sendto(int socket, long bytes, long count, int flags, long address, int length, long unused);

    long recvfrom(int socket, long bytes, long count, int flags, long address, long length, long unused);

    int getsockname(int socket, long address, long length);

    int getpeername(int socket, long address, long length);

    int getsockopt(int socket, int level, int option, long value, long length);

    int setsockopt(int socket, int level, int option, long value, int length);

    int poll(long descriptors, long count, int milliseconds);

    long read(int descriptor, long bytes, long count);

    long write(int descriptor, long bytes, long count);
}
