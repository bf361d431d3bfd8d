package io.bpftest.error;

/**
 * What there is to know of a program's rejection by the verifier.
 *
 * @param program the program's name
 * @param reason why
 * @param explanation what the program does wrong, in words, with the numbers that the kernel tells
 * @param position {@code file:line} of the source; the file alone where the kernel does not tell the line, and it cannot be
 *     found by its text
 * @param sourceText the line's text, empty where the kernel does not tell it
 * @param kernel the kernel's release and where it runs, such as {@code 6.18.4 (local)}
 * @param kernelWords the line of the verifier's log that decided
 * @param log the verifier's whole log, as the kernel wrote it
 */
public record Rejection(
        String program,
        RejectionReason reason,
        String explanation,
        String position,
        String sourceText,
        String kernel,
        String kernelWords,
        String log) {}
