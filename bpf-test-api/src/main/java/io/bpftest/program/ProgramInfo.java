package io.bpftest.program;

/**
 * What a program is and where it runs.
 *
 * @param name the function's name
 * @param section the ELF section it stands in, such as {@code xdp}; empty for a classic filter
 * @param type the type it was loaded with
 * @param title what a reader calls such a program, such as {@code XDP program}
 * @param source the file it was made from, such as {@code xdp_firewall.bpf.c}; of a classic filter, what it was made from
 * @param kernel the kernel's release, such as {@code 6.18.4}
 * @param environment where it runs: {@code local}, {@code container} or {@code vm}
 */
public record ProgramInfo(
        String name,
        String section,
        ProgramType type,
        String title,
        String source,
        String kernel,
        String environment) {}
