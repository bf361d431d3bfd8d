package io.bpftest;

/** An environment that tests can run in; see {@link RunIn}. */
public enum Environment {
    /** The machine itself: the JVM that the build tool or IDE started, or a second one beside it. */
    LOCAL,
    /** A container on the same machine, which shares its kernel and has a network of its own. */
    CONTAINER,
    /** A virtual machine with a kernel of its own. */
    VM
}
