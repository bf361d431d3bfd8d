package io.bpftest.engine.place;

import io.bpftest.engine.ffi.Native;
import io.bpftest.error.CallException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.CallResult;
import io.bpftest.lab.CommandResult;
import io.bpftest.lab.ErrorNumber;
import io.bpftest.lab.HostCode;
import io.bpftest.lab.SkSkbHook;
import io.bpftest.lab.SocketHooks;
import io.bpftest.lab.SocketKind;
import io.bpftest.lab.SysctlResult;
import io.bpftest.lab.SystemCalls;
import io.bpftest.lab.TestSocket;
import io.bpftest.map.KernelSocket;
import io.bpftest.map.SocketMap;
import io.bpftest.program.AttachType;
import io.bpftest.program.ClassicFilterProgram;
import io.bpftest.program.ReuseportProgram;
import io.bpftest.program.SkMsgProgram;
import io.bpftest.program.SkSkbProgram;
import io.bpftest.program.SocketFilterProgram;
import java.nio.channels.NetworkChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A place whose sockets and calls are the same as everywhere but for where their threads are. */
public abstract class CallingPlace implements CallSite, SystemCalls, SocketHooks {

    /** Far longer than a system call takes. */
    private static final Duration CALL = Duration.ofSeconds(10);

    private final PlaceContents contents = new PlaceContents();
    private final FileCalls files = new FileCalls(this);

    @Override
    public final PlaceContents contents() {
        return contents;
    }

    /** Runs code in a thread in the place, as {@link io.bpftest.lab.CodeRunner} says. */
    public abstract <T extends @Nullable Object> T call(Duration limit, HostCode<T> code);

    /** Runs a command there. */
    public CommandResult command(Duration limit, String... command) {
        PlaceCommand wanted = new PlaceCommand(title(), List.of(command));
        // The command's own limit comes first, and tells what it printed.
        return call(limit.plusSeconds(5), () -> wanted.run(limit));
    }

    @Override
    public <T> T onSite(Supplier<T> work) {
        return call(CALL, work::get);
    }

    @Override
    public final TestSocket socket(SocketKind kind) {
        return onSite(() -> {
            int descriptor = LocalSocket.open(kind);
            if (descriptor < 0) {
                throw new CallException(new Problem(
                        "No " + kind.title() + " socket can be opened in " + title(),
                        ErrorNumber.text(-descriptor),
                        "programs, privileges and a kernel that allow it",
                        "to assert on the refusal use trySocket(SocketKind." + kind + ")"));
            }
            return contents.add(new LocalSocket(this, kind, descriptor));
        });
    }

    @Override
    public final CallResult trySocket(SocketKind kind) {
        return files.result("socket of " + kind.title(), () -> {
            int descriptor = LocalSocket.open(kind);
            if (descriptor >= 0) {
                Native.libc().close(descriptor);
            }
            return descriptor < 0 ? -descriptor : 0;
        });
    }

    @Override
    public final SysctlResult readSysctl(String name) {
        return files.readSysctl(name);
    }

    @Override
    public final CallResult writeSysctl(String name, String value) {
        return files.writeSysctl(name, value);
    }

    @Override
    public final CallResult openFile(Path file, FileAccess access) {
        return files.openFile(file, access);
    }

    @Override
    public final CallResult makeDevice(Path file, DeviceKind kind, int major, int minor) {
        return files.makeDevice(file, kind, major, minor);
    }

    @Override
    public final Attachment attach(SocketFilterProgram program, KernelSocket socket) {
        return contents.add(SocketAttachment.filter(program, OfSocket.of(socket)));
    }

    @Override
    public final Attachment attach(SocketFilterProgram program, NetworkChannel socket) {
        return contents.add(SocketAttachment.filter(program, OfSocket.of(socket, this)));
    }

    @Override
    public final Attachment attach(ClassicFilterProgram program, KernelSocket socket) {
        return contents.add(SocketAttachment.classic(program, OfSocket.of(socket)));
    }

    @Override
    public final Attachment attach(ClassicFilterProgram program, NetworkChannel socket) {
        return contents.add(SocketAttachment.classic(program, OfSocket.of(socket, this)));
    }

    @Override
    public final Attachment attachReuseport(ReuseportProgram program, KernelSocket socket) {
        return contents.add(SocketAttachment.reuseport(program, OfSocket.of(socket)));
    }

    @Override
    public final Attachment attachReuseport(ReuseportProgram program, NetworkChannel socket) {
        return contents.add(SocketAttachment.reuseport(program, OfSocket.of(socket, this)));
    }

    @Override
    public final Attachment attach(SkMsgProgram program, SocketMap<?> map) {
        return contents.add(MapAttachment.make(program, map, AttachType.SK_MSG_VERDICT));
    }

    @Override
    public final Attachment attach(SkSkbProgram program, SocketMap<?> map) {
        return attach(program, map, MapAttachment.hook(program));
    }

    @Override
    public final Attachment attach(SkSkbProgram program, SocketMap<?> map, SkSkbHook hook) {
        return contents.add(MapAttachment.make(program, map, hook.attachType()));
    }
}
