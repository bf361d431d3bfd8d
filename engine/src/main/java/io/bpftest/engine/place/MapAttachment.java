package io.bpftest.engine.place;

import io.bpftest.engine.attach.Held;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.kernel.FileDescriptor;
import io.bpftest.engine.kernel.ObjectId;
import io.bpftest.engine.kernel.OwnMap;
import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.error.AttachException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.SkSkbHook;
import io.bpftest.map.SocketMap;
import io.bpftest.program.AttachType;
import io.bpftest.program.Program;
import io.bpftest.program.SkSkbProgram;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A program at a map of sockets; gone with the map, if nobody detaches it. */
final class MapAttachment {

    /** What this JVM has attached, for kernels before 5.17, which do not tell. */
    private static final Map<Hook, Program> HELD = new ConcurrentHashMap<>();

    /** Where one program can be: a map, by the kernel's number, and a hook of it. */
    private record Hook(int map, AttachType type) {}

    private MapAttachment() {}

    /**
     * Gives the hook that a program's section names.
     *
     * @throws AttachException if it names none
     */
    static SkSkbHook hook(SkSkbProgram program) {
        return SkSkbHook.ofSection(program.info().section())
                .orElseThrow(() -> new AttachException(new Problem(
                        "It is not said what " + program + " is for",
                        "section \"" + program.info().section() + "\"",
                        "a section that says so: "
                                + Arrays.stream(SkSkbHook.values())
                                        .map(SkSkbHook::section)
                                        .collect(Collectors.joining(", ")),
                        "rename the section, or name the hook: attach(program, map, SkSkbHook.STREAM_VERDICT)")));
    }

    static Attachment make(Program program, SocketMap<?> map, AttachType type) {
        int ofProgram = OwnProgram.of(program).descriptor();
        int ofMap = OwnMap.of(map).descriptor();
        String words = type + " of map " + map.info().name();
        Hook hook = new Hook(ObjectId.ofMap(ofMap), type);
        checkNothingIsReplaced(program, words, ofMap, hook);
        int error = libbpf().bpf_prog_attach(ofProgram, ofMap, type.ordinal(), 0);
        if (error < 0) {
            throw new AttachException(new Problem(
                    program + " cannot be attached to " + words,
                    Errno.text(error) + ", map type " + map.info().type(),
                    "a sockmap or sockhash, and one of the two kinds of verdicts at a time",
                    "use such a map, and close the attachment of the other verdict"));
        }
        // Both may be closed before the kernel is asked to detach.
        FileDescriptor keptProgram = kept(ofProgram);
        FileDescriptor keptMap = kept(ofMap);
        HELD.put(hook, program);
        return new Held(program, words, () -> {
            HELD.remove(hook);
            detach(keptProgram, keptMap, type);
        });
    }

    private static FileDescriptor kept(int descriptor) {
        return new FileDescriptor(Native.libc().dup(descriptor), false);
    }

    private static void detach(FileDescriptor program, FileDescriptor map, AttachType type) {
        libbpf().bpf_prog_detach2(program.number(), map.number(), type.ordinal());
        program.close();
        map.close();
    }

    /** The kernel lets a program take another's place without a word. */
    private static void checkNothingIsReplaced(Program program, String words, int map, Hook hook) {
        holder(map, hook).ifPresent(holder -> {
            throw new AttachException(new Problem(
                    program + " cannot be attached to " + words,
                    "program \"" + holder + "\" is attached there",
                    "a map that has no such program yet",
                    "close the other attachment first"));
        });
    }

    /** Gives the name of the program at a hook. */
    private static Optional<String> holder(int map, Hook hook) {
        long flags = Scratch.of(24);
        long count = flags + 8;
        long found = flags + 16;
        NativeMemory.putInt(count, 1);
        int error = libbpf().bpf_prog_query(map, hook.type.ordinal(), 0, flags, found, count, 0);
        if (error == 0) {
            return NativeMemory.getInt(count) > 0
                    ? Optional.of(ObjectId.nameOfProgram(NativeMemory.getInt(found)))
                    : Optional.empty();
        }
        return Optional.ofNullable(HELD.get(hook)).map(held -> held.info().name());
    }

    private static LibBpf libbpf() {
        return Native.libbpf();
    }
}
