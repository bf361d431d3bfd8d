package io.bpftest.spi;

/** What virtual machines run by: the values of {@code bpftest.vm.accelerator}. */
public enum VmAccelerator {
    /** KVM if a machine boots with it here, else TCG. */
    AUTO,
    /** The processor itself, or nothing runs. */
    KVM,
    /** QEMU's emulation, which works everywhere and is slower. */
    TCG
}
