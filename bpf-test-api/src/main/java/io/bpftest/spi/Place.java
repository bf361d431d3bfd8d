package io.bpftest.spi;

/** Where tests run: the values of {@code bpftest.environment}. */
public enum Place {
    /** Where it works, in the order of the values below. */
    AUTO,
    /** In the JVM that the build tool or IDE started. */
    LOCAL,
    /** In a second JVM on the same machine, which a test may end without harm to the others' reports. */
    PROCESS,
    /** In a JVM in a container on the same machine, which shares its kernel. */
    CONTAINER,
    /** In a JVM in a virtual machine, which has a kernel of its own. */
    VM
}
