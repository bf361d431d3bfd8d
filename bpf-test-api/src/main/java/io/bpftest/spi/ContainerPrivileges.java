package io.bpftest.spi;

/** What a container may do that tests run in: the values of {@code bpftest.container.privileges}. */
public enum ContainerPrivileges {
    /** All if the container engine allows it, else the capabilities that BPF needs. */
    AUTO,
    /** All, or nothing runs. */
    PRIVILEGED,
    /** The capabilities that BPF needs, and no more. */
    CAPABILITIES
}
