package io.bpftest.engine.trace;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.AttachException;
import io.bpftest.error.BpfException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Usdt;
import io.bpftest.lab.UserFunction;
import io.bpftest.program.Program;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Attaches programs to functions and probes of programs and libraries. */
final class UserProbes {

    private static final Path UPROBES = Path.of("/sys/bus/event_source/devices/uprobe/type");

    // struct bpf_uprobe_opts
    private static final int SIZE = 40;
    private static final int RETURNS = 24;
    private static final int FUNCTION = 32;

    private UserProbes() {}

    private static void requireUprobes(Program program, String hook) {
        if (!Files.exists(UPROBES)) {
            throw AttachRefusal.missing(
                    program,
                    hook,
                    "a kernel without uprobes: there is no " + UPROBES,
                    "a kernel with uprobes (CONFIG_UPROBE_EVENTS)");
        }
    }

    static Attachment attach(Program program, UserFunction function) {
        String hook = function.toString();
        requireUprobes(program, hook);
        Path file = UserFile.find(function.file());
        List<String> names = ElfNames.functions(file);
        if (!names.contains(function.name()) && !names.isEmpty()) {
            throw AttachRefusal.unknown(
                    program, hook, "function", function.name(), names, "the table of symbols of " + file + " (nm -D)");
        }
        return TraceLink.attach(
                program,
                hook,
                pointer -> link(pointer, function, file),
                (error, said) -> refused(program, function, error, said));
    }

    private static long link(long program, UserFunction function, Path file) {
        byte[] name = (function.name() + "\0").getBytes(StandardCharsets.UTF_8);
        ByteBuffer memory = NativeMemory.allocate(SIZE + name.length);
        long options = NativeMemory.address(memory);
        NativeMemory.putBytes(options + SIZE, name);
        NativeMemory.putLong(options, SIZE);
        NativeMemory.putByte(options + RETURNS, (byte) (function.returns() ? 1 : 0));
        NativeMemory.putLong(options + FUNCTION, options + SIZE);
        long link = Native.libbpf()
                .bpf_program__attach_uprobe_opts(
                        program, (int) function.process(), file.toString(), function.offset(), options);
        Reference.reachabilityFence(memory);
        return link;
    }

    private static BpfException refused(Program program, UserFunction function, int error, List<String> said) {
        if (Errno.ESRCH.is(error)) {
            return new AttachException(new Problem(
                    AttachRefusal.subject(program, function.toString()),
                    "no process has the number " + function.process(),
                    "a process that has not ended",
                    "keep it alive, or attach for all processes"));
        }
        return AttachRefusal.of(program, function.toString(), error, said);
    }

    static Attachment attach(Program program, Usdt probe) {
        String hook = probe.toString();
        requireUprobes(program, hook);
        Path file = UserFile.find(probe.file());
        List<String> names = ElfNames.probes(file);
        String wanted = probe.provider() + ":" + probe.name();
        if (!names.contains(wanted)) {
            throw AttachRefusal.unknown(program, hook, "probe", wanted, names, "readelf -n " + file);
        }
        return TraceLink.attach(
                program,
                hook,
                pointer -> link(pointer, probe, file),
                (error, said) -> AttachRefusal.of(program, hook, error, said));
    }

    private static long link(long program, Usdt probe, Path file) {
        List<ByteBuffer> texts = new ArrayList<>();
        for (String text : List.of(file.toString(), probe.provider(), probe.name())) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            texts.add(NativeMemory.allocate(bytes.length + 1).put(bytes));
        }
        long link = Native.libbpf()
                .bpf_program__attach_usdt(
                        program,
                        probe.process(),
                        NativeMemory.address(texts.get(0)),
                        NativeMemory.address(texts.get(1)),
                        NativeMemory.address(texts.get(2)),
                        0,
                        0);
        Reference.reachabilityFence(texts);
        return link;
    }
}
