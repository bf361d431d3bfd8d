package io.bpftest.engine.place;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.kernel.ClassicCode;
import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.error.AttachException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.program.ClassicFilterProgram;
import io.bpftest.program.Program;
import io.bpftest.program.ReuseportProgram;
import io.bpftest.program.SocketFilterProgram;
import java.util.function.IntUnaryOperator;

/** A program at a socket, by {@code setsockopt()} (socket(7)). */
final class SocketAttachment implements Attachment {

    private static final int SOL_SOCKET = 1;
    private static final int SO_DETACH_FILTER = 27;
    private static final int SO_ATTACH_BPF = 50;
    private static final int SO_ATTACH_REUSEPORT_EBPF = 52;
    private static final int SO_DETACH_REUSEPORT_BPF = 68;

    private static final String UNLOCKED = "a socket whose filter is not locked";

    private final Program program;
    private final OfSocket socket;
    private final String words;
    private final int detach;
    private boolean attached = true;

    private SocketAttachment(Program program, OfSocket socket, String words, int detach) {
        this.program = program;
        this.socket = socket;
        this.words = words;
        this.detach = detach;
    }

    static SocketAttachment filter(SocketFilterProgram program, OfSocket socket) {
        String words = "filter of " + socket.words();
        int descriptor = OwnProgram.of(program).descriptor();
        attach(program, socket, words, of -> set(of, SO_ATTACH_BPF, descriptor), UNLOCKED);
        return new SocketAttachment(program, socket, words, SO_DETACH_FILTER);
    }

    static SocketAttachment classic(ClassicFilterProgram program, OfSocket socket) {
        String words = "filter of " + socket.words();
        attach(program, socket, words, of -> ClassicCode.attach(of, program.instructions()), UNLOCKED);
        return new SocketAttachment(program, socket, words, SO_DETACH_FILTER);
    }

    static SocketAttachment reuseport(ReuseportProgram program, OfSocket socket) {
        String words = "choice among the sockets that share the port of " + socket.words();
        int descriptor = OwnProgram.of(program).descriptor();
        attach(
                program,
                socket,
                words,
                of -> set(of, SO_ATTACH_REUSEPORT_EBPF, descriptor),
                "a socket that was bound with SO_REUSEPORT");
        return new SocketAttachment(program, socket, words, SO_DETACH_REUSEPORT_BPF);
    }

    /** Attaches by a step that takes the socket's descriptor and gives an errno, positive, or 0. */
    private static void attach(Program program, OfSocket socket, String words, IntUnaryOperator step, String required) {
        int of = socket.descriptor().getAsInt();
        int error = of < 0 ? Errno.EBADF.number() : step.applyAsInt(of);
        if (error != 0) {
            throw new AttachException(new Problem(
                    program + " cannot be attached as " + words,
                    of < 0 ? "a closed socket" : Errno.text(error),
                    "an open socket: " + required,
                    "attach before the socket is closed; set SO_REUSEPORT before bind"));
        }
    }

    /** Sets an option to a number; gives an errno, positive, or 0. */
    private static int set(int socket, int option, int number) {
        long value = Scratch.of(Integer.BYTES);
        NativeMemory.putInt(value, number);
        return CallSite.errno(() -> Native.sockets().setsockopt(socket, SOL_SOCKET, option, value, Integer.BYTES));
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
        return attached && socket.isOpen();
    }

    @Override
    public synchronized void close() {
        if (isAttached()) {
            set(socket.descriptor().getAsInt(), detach, 0);
        }
        attached = false;
    }

    @Override
    public String toString() {
        return program.info().name() + " at " + words;
    }
}
