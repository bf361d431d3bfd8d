package io.bpftest.engine.report;

import java.util.List;

/**
 * What a test did with a program.
 *
 * @param verified how many instructions the verifier went through, 0 where the kernel does not tell
 * @param translated how many bytes of BPF instructions the kernel runs, 0 where it does not tell
 * @param jited how many bytes of machine code, 0 where the kernel does not tell
 */
record ProgramUse(
        ProgramKey program,
        String kernel,
        String environment,
        long verified,
        long translated,
        long jited,
        List<Outcome> outcomes,
        List<PacketPair> packets) {

    static ProgramUse of(Fields fields) {
        return new ProgramUse(
                new ProgramKey(
                        fields.text("source"), fields.text("name"), fields.text("title"), fields.text("section")),
                fields.text("kernel"),
                fields.text("environment"),
                fields.number("verified"),
                fields.number("translated"),
                fields.number("jited"),
                fields.objects("outcomes").stream().map(Outcome::of).toList(),
                fields.objects("packets").stream().map(PacketPair::of).toList());
    }

    /** Where it ran, such as {@code 6.18.4 (local)}. */
    String place() {
        return kernel + " (" + environment + ")";
    }
}
