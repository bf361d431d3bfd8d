package io.bpftest.engine.ffi;

import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.annotations.In;
import org.jspecify.annotations.Nullable;

/** The C library's functions that have no counterpart in the JDK. */
public interface LibC {

    @IgnoreError
    int vsnprintf(long buffer, long size, long format, long arguments);

    @Nullable
    @IgnoreError
    String strerror(int number);

    long fopen(@In String path, @In String mode);

    @IgnoreError
    int fputs(@In String text, long file);

    @IgnoreError
    int ferror(long file);

    int fclose(long file);

    /** Gives where a file is read next, -1 where that cannot be told. */
    @IgnoreError
    long ftell(long file);

    /** Gives 0 for equal bytes. */
    @IgnoreError
    int memcmp(long one, long other, long size);

    @IgnoreError
    int isatty(int descriptor);

    @IgnoreError
    int close(int descriptor);

    int dup(int descriptor);

    int memfd_create(@In String name, int flags);

    @IgnoreError
    int getsockopt(int socket, int level, int option, long value, long length);

    @IgnoreError
    int setsockopt(int socket, int level, int option, long value, int length);

    int socket(int domain, int type, int protocol);

    long send(int socket, long bytes, long length, int flags);

    long recv(int socket, long bytes, long length, int flags);

    /** Gives 0 where this thread's network namespace has no interface of the name. */
    @IgnoreError
    int if_nametoindex(@In String name);

    /** Unlike the JDK it knows interfaces without an address too. */
    @IgnoreError
    long if_indextoname(int index, long name);

    /** Moves this thread, not its process, into namespaces of its own. */
    int unshare(int flags);

    /** Moves this thread, not its process, into the namespace of a file descriptor. */
    int setns(int descriptor, int type);

    /** Ends the process without a word to anything in it. */
    @IgnoreError
    void _exit(int status);

    /** Gives what {@code posix_spawn} gives, 0 or an error number; all else by address, and an argument for nobody. */
    @IgnoreError
    int posix_spawn(
            long process, long path, long actions, long attributes, long arguments, long environment, long unused);

    @IgnoreError
    int posix_spawn_file_actions_init(long actions);

    @IgnoreError
    int posix_spawn_file_actions_adddup2(long actions, int descriptor, int as);

    @IgnoreError
    int posix_spawn_file_actions_destroy(long actions);

    int waitpid(int process, long status, int options);

    @IgnoreError
    int kill(int process, int signal);

    @IgnoreError
    int getpid();

    // The two below, and posix_spawn, take six arguments. The seventh is there because jnr-ffi 2.3.4 hands over the
    // sixth of a function of six numbers wrong (x86-64); nobody reads it.

    long syscall(long number, long a, long b, long c, long d, long e, long unused);

    long mmap(long address, long length, int protection, int flags, int descriptor, long offset, long unused);

    @IgnoreError
    int munmap(long address, long length);
}
