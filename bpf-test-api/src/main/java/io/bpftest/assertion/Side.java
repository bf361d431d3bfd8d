package io.bpftest.assertion;

import io.bpftest.error.PacketException;
import io.bpftest.lab.XdpRunner;
import io.bpftest.packet.Dictionary;
import io.bpftest.program.PacketOracle;
import io.bpftest.program.PacketReadingProgram;
import io.bpftest.program.PacketRun;
import io.bpftest.program.Program;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One of the two that an agreement compares. */
final class Side {

    private final Function<byte[], Treatment> treatment;
    private final @Nullable String title;
    private @Nullable Program program;

    private Side(Function<byte[], Treatment> treatment, @Nullable Program program, @Nullable String title) {
        this.treatment = treatment;
        this.program = program;
        this.title = title;
    }

    static Side of(PacketReadingProgram<?, ?> program) {
        return new Side(packet -> treated(program::run, packet), program, null);
    }

    static Side of(XdpRunner runner) {
        return new Side(packet -> treated(runner::run, packet), null, null);
    }

    static Side of(PacketOracle oracle) {
        return new Side(packet -> Treatment.expected(oracle.expect(packet)), null, oracle.title());
    }

    private static Treatment treated(Function<byte[], ? extends PacketRun> run, byte[] packet) {
        try {
            return Treatment.of(run.apply(packet));
        } catch (PacketException e) {
            return Treatment.refused(e);
        }
    }

    /** Has it treat a packet. */
    Treatment treat(byte[] packet) {
        Treatment treated = treatment.apply(packet);
        if (program == null && treated.run() != null) {
            program = treated.run().program();
        }
        return treated;
    }

    /** The program, null for an oracle, and for a runner that has not run anything yet. */
    @Nullable
    Program program() {
        return program;
    }

    /** Its name as the beginning of a sentence has it. */
    String title() {
        return program == null ? String.valueOf(title) : ProgramFailure.subject(program);
    }

    /** What it compares packets with, as far as that is known. */
    Dictionary dictionary() {
        return program == null ? Dictionary.empty() : program.dictionary();
    }
}
