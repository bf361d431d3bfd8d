package io.bpftest.engine.fork;

import io.bpftest.error.EnvironmentException;

/** Somewhere that guests are started: all that differs between a process, a container and a virtual machine. */
public interface GuestPlace {

    /** What tests and messages call it: {@code container}. */
    String name();

    /**
     * Starts a guest.
     *
     * @throws EnvironmentException if it cannot be started
     */
    Guest start(GuestLaunch launch);
}
