package io.bpftest.engine.report;

import java.util.List;

/**
 * What a test did with a program.
 *
 * @param verified how many instructions the verifier went through, 0 where the kernel does not tell
 * @param translated how many bytes of BPF instructions the kernel runs, 0 where it does not tell
 * @param jited how many bytes of machine code, 0 where the kernel does not tell
 * @param states how many states the verifier kept in all, -1 where no test asked
 * @param stack how many bytes of stack the program and its functions take, -1 where no test asked
 */
record ProgramUse(
        ProgramKey program,
        String kernel,
        String environment,
        long verified,
        long translated,
        long jited,
        long states,
        long stack,
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
                fields.has("states") ? fields.number("states") : -1,
                fields.has("stack") ? fields.number("stack") : -1,
                fields.objects("outcomes").stream().map(Outcome::of).toList(),
                fields.objects("packets").stream().map(PacketPair::of).toList());
    }

    /** Where it ran, such as {@code 6.18.4 (local)}. */
    String place() {
        return kernel + " (" + environment + ")";
    }
}
