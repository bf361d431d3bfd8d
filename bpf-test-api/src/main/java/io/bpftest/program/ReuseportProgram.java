package io.bpftest.program;

/**
 * A program of a type that chooses among the sockets that share a port: {@link SkReuseportProgram}, and {@link
 * SocketFilterProgram}, whose return value is the number of the socket among them.
 */
public interface ReuseportProgram extends Program {}
