package io.bpftest.program;

import io.bpftest.error.BpfException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.PacketException;
import io.bpftest.error.PacketSourceException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.error.RunOptionException;
import io.bpftest.error.RunRefusedException;
import io.bpftest.packet.PacketForms;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs packets one after the other; an error says which of them it is about. */
final class SequenceRunner {

    private SequenceRunner() {}

    /**
     * Runs all packets of a source and keeps the runs.
     *
     * @param source what {@link PacketForms#each} takes
     * @param program runs one packet
     */
    static <R extends PacketRun> RunSequence<R> all(Object source, Function<byte[], ? extends R> program) {
        List<R> runs = new ArrayList<>();
        each(source, program, runs::add);
        return new RunSequence<>(runs);
    }

    /** Runs all packets of a source and keeps nothing; gives their number. */
    static <R extends PacketRun> long each(
            Object source, Function<byte[], ? extends R> program, Consumer<? super R> each) {
        long number = 0;
        try (Stream<@Nullable Object> packets = PacketForms.each(source)) {
            Iterator<@Nullable Object> iterator = packets.iterator();
            while (numbered(number + 1, iterator::hasNext)) {
                number++;
                each.accept(numbered(number, () -> program.apply(PacketForms.bytes(iterator.next()))));
            }
        }
        if (number == 0) {
            throw nothing();
        }
        return number;
    }

    static PacketSourceException nothing() {
        return new PacketSourceException(new Problem(
                "A sequence holds no packets",
                "a source that gave none",
                "at least one packet",
                "give packets: an assertion on no packet proves nothing"));
    }

    /** Runs the packet of a number; what fails says the number. */
    static <R> R numbered(long number, Supplier<? extends R> run) {
        try {
            return run.get();
        } catch (BpfException e) {
            throw about(number, e);
        }
    }

    /** Gives an error of the same type that says the packet's number too. */
    private static BpfException about(long number, BpfException e) {
        Problem problem = e.problem();
        Problem numbered = new Problem(
                "Packet " + number + " of the sequence: " + problem.subject(),
                problem.found(),
                problem.required(),
                problem.remedy());
        if (e instanceof PacketException) {
            return new PacketException(numbered, e);
        } else if (e instanceof RunOptionException) {
            return new RunOptionException(numbered, e);
        } else if (e instanceof RunRefusedException) {
            return new RunRefusedException(numbered, e);
        } else if (e instanceof PrivilegeException) {
            return new PrivilegeException(numbered, e);
        } else if (e instanceof ObjectClosedException) {
            return new ObjectClosedException(numbered, e);
        }
        return e;
    }
}
