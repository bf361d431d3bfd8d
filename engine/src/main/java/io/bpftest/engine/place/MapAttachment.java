package io.bpftest.engine.place;

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
import java.util.stream.Collectors;

/** A program at a map of sockets; gone with the map, if nobody detaches it. */
final class MapAttachment implements Attachment {

    private final Program program;
    private final String words;
    private final AttachType type;
    private final FileDescriptor ofProgram;
    private final FileDescriptor ofMap;
    private boolean attached = true;

    private MapAttachment(Program program, String words, AttachType type, int ofProgram, int ofMap) {
        this.program = program;
        this.words = words;
        this.type = type;
        this.ofProgram = kept(ofProgram);
        this.ofMap = kept(ofMap);
    }

    /** Both may be closed before the kernel is asked to detach. */
    private static FileDescriptor kept(int descriptor) {
        return new FileDescriptor(Native.libc().dup(descriptor), false);
    }

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

    static MapAttachment make(Program program, SocketMap<?> map, AttachType type) {
        int ofProgram = OwnProgram.of(program).descriptor();
        int ofMap = OwnMap.of(map).descriptor();
        String words = type + " of map " + map.info().name();
        checkNothingIsReplaced(program, words, ofMap, type);
        int error = libbpf().bpf_prog_attach(ofProgram, ofMap, type.ordinal(), 0);
        if (error < 0) {
            throw new AttachException(new Problem(
                    program + " cannot be attached to " + words,
                    Errno.text(error) + ", map type " + map.info().type(),
                    "a sockmap or sockhash, and one of the two kinds of verdicts at a time",
                    "use such a map, and close the attachment of the other verdict"));
        }
        return new MapAttachment(program, words, type, ofProgram, ofMap);
    }

    /** The kernel lets a program take another's place without a word. Kernels before 5.17 don't tell what is there. */
    private static void checkNothingIsReplaced(Program program, String words, int map, AttachType type) {
        long flags = Scratch.of(24);
        long count = flags + 8;
        long found = flags + 16;
        NativeMemory.putInt(count, 1);
        int error = libbpf().bpf_prog_query(map, type.ordinal(), 0, flags, found, count, 0);
        if (error == 0 && NativeMemory.getInt(count) > 0) {
            String holder = ObjectId.nameOfProgram(NativeMemory.getInt(found));
            throw new AttachException(new Problem(
                    program + " cannot be attached to " + words,
                    "program \"" + holder + "\" is attached there",
                    "a map that has no such program yet",
                    "close the other attachment first"));
        }
    }

    @Override
    public Program program() {
        return program;
    }

    @Override
    public String hook() {
        return words;
    }

    @Override
    public synchronized boolean isAttached() {
        return attached;
    }

    @Override
    public synchronized void close() {
        if (attached) {
            attached = false;
            libbpf().bpf_prog_detach2(ofProgram.number(), ofMap.number(), type.ordinal());
            ofProgram.close();
            ofMap.close();
        }
    }

    private static LibBpf libbpf() {
        return Native.libbpf();
    }

    @Override
    public String toString() {
        return program.info().name() + " at " + words;
    }
}
