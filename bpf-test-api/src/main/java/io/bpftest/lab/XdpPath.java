package io.bpftest.lab;

/** The ways that a packet test can take through an XDP program; see {@link Lab#runner}. */
public enum XdpPath {
    /** {@code BPF_PROG_TEST_RUN}, without any interface. */
    TEST_RUN,
    /** Over a veth, in the network stack. */
    GENERIC,
    /** Over a veth, in its driver. */
    NATIVE
}
