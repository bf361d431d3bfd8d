package io.bpftest.spi.record;

/**
 * What the kernel tells of a program that it has loaded ({@code struct bpf_prog_info} in {@code linux/bpf.h}), each 0 where
 * it does not tell.
 *
 * @param verified how many instructions the verifier went through, each as often as it did; since Linux 5.16
 * @param translated how many bytes of BPF instructions the kernel runs, after it has changed them
 * @param jited how many bytes of machine code it made of them
 */
public record ProgramFigures(int verified, int translated, int jited) {}
