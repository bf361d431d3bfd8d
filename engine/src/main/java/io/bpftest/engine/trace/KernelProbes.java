package io.bpftest.engine.trace;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.kernel.KernelFiles;
import io.bpftest.engine.kernel.KernelSymbols;
import io.bpftest.error.AttachException;
import io.bpftest.error.BpfException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.KernelFunction;
import io.bpftest.lab.KernelFunctions;
import io.bpftest.program.Program;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Attaches programs to functions of the kernel. */
final class KernelProbes {

    private static final Path KPROBES = Path.of("/sys/bus/event_source/devices/kprobe/type");

    // struct bpf_kprobe_opts
    private static final int ONE_SIZE = 32;
    private static final int ONE_OFFSET = 16;
    private static final int ONE_RETURNS = 24;

    // struct bpf_kprobe_multi_opts
    private static final int MANY_SIZE = 48;
    private static final int MANY_NAMES = 8;
    private static final int MANY_COUNT = 32;
    private static final int MANY_RETURNS = 40;

    private KernelProbes() {}

    static Attachment attach(Program program, KernelFunction function) {
        if (!Files.exists(KPROBES)) {
            throw AttachRefusal.missing(
                    program,
                    function.toString(),
                    "a kernel without kprobes: there is no " + KPROBES,
                    "a kernel with kprobes (CONFIG_KPROBE_EVENTS)");
        }
        return TraceLink.attach(
                program,
                function.toString(),
                pointer -> link(pointer, function),
                (error, said) -> refused(program, function, error, said));
    }

    private static long link(long program, KernelFunction function) {
        long options = Scratch.of(ONE_SIZE);
        NativeMemory.clear(options, ONE_SIZE);
        NativeMemory.putLong(options, ONE_SIZE);
        NativeMemory.putLong(options + ONE_OFFSET, function.offset());
        NativeMemory.putByte(options + ONE_RETURNS, (byte) (function.returns() ? 1 : 0));
        return Native.libbpf().bpf_program__attach_kprobe_opts(program, function.name(), options);
    }

    private static BpfException refused(Program program, KernelFunction function, int error, List<String> said) {
        String hook = function.toString();
        List<String> known = KernelSymbols.functions();
        if (!known.contains(function.name()) && !known.isEmpty()) {
            return AttachRefusal.unknown(program, hook, "kernel function", function.name(), known, "/proc/kallsyms");
        }
        if (Errno.EINVAL.is(error) || Errno.EILSEQ.is(error)) {
            boolean within = function.offset() != 0;
            return new AttachException(new Problem(
                    AttachRefusal.subject(program, hook),
                    "the kernel says " + Errno.text(error) + ": "
                            + (within
                                    ? "no instruction begins there, or no probe may stand in this function"
                                    : "no probe may stand in this function"),
                    "a function that can be traced: not inlined, not notrace, not in "
                            + "/sys/kernel/debug/kprobes/blacklist"
                            + (within ? "; an offset where an instruction begins" : ""),
                    "probe a function that calls it or that it calls"));
        }
        if (Errno.EADDRNOTAVAIL.is(error)) {
            return new AttachException(new Problem(
                    AttachRefusal.subject(program, hook),
                    "the kernel says " + Errno.text(error) + ": it has several functions of this name",
                    "a name that only one function has",
                    "probe another function, or all of this name: KernelFunctions.of(\"" + function.name() + "\")"));
        }
        return AttachRefusal.of(program, hook, error, said);
    }

    static Attachment attach(Program program, KernelFunctions functions) {
        String hook = functions.toString();
        List<String> traceable = KernelFiles.tracefs("available_filter_functions").stream()
                .map(line -> line.split("\\s")[0])
                .distinct()
                .toList();
        List<String> names = functions.names();
        if (names.isEmpty()) {
            Pattern pattern = pattern(functions.pattern());
            names = traceable.stream()
                    .filter(name -> pattern.matcher(name).matches())
                    .toList();
        }
        if (names.isEmpty()) {
            throw AttachRefusal.unknown(
                    program,
                    hook,
                    "function that can be traced matches",
                    functions.pattern(),
                    traceable,
                    "/sys/kernel/tracing/available_filter_functions");
        }
        List<String> wanted = names;
        return TraceLink.attach(program, hook, pointer -> link(pointer, wanted, functions.returns()), (error, said) -> {
            for (String name : wanted) {
                if (!traceable.isEmpty() && !traceable.contains(name)) {
                    return AttachRefusal.unknown(
                            program,
                            hook,
                            "function that can be traced",
                            name,
                            traceable,
                            "/sys/kernel/tracing/available_filter_functions");
                }
            }
            return Errno.EOPNOTSUPP.is(error) || Errno.EINVAL.is(error)
                    ? AttachRefusal.missing(
                            program,
                            hook,
                            "the kernel says " + Errno.text(error),
                            "Linux 5.18 or newer with fprobes (CONFIG_FPROBE), and a program of section kprobe.multi")
                    : AttachRefusal.of(program, hook, error, said);
        });
    }

    private static long link(long program, List<String> names, boolean returns) {
        byte[][] texts = names.stream()
                .map(name -> (name + "\0").getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
        int size = MANY_SIZE + Long.BYTES * texts.length;
        for (byte[] text : texts) {
            size += text.length;
        }
        ByteBuffer memory = NativeMemory.allocate(size);
        long options = NativeMemory.address(memory);
        long pointers = options + MANY_SIZE;
        long next = pointers + (long) Long.BYTES * texts.length;
        for (int i = 0; i < texts.length; i++) {
            NativeMemory.putLong(pointers + (long) Long.BYTES * i, next);
            NativeMemory.putBytes(next, texts[i]);
            next += texts[i].length;
        }
        NativeMemory.putLong(options, MANY_SIZE);
        NativeMemory.putLong(options + MANY_NAMES, pointers);
        NativeMemory.putLong(options + MANY_COUNT, texts.length);
        NativeMemory.putByte(options + MANY_RETURNS, (byte) (returns ? 1 : 0));
        long link = Native.libbpf().bpf_program__attach_kprobe_multi_opts(program, null, options);
        Reference.reachabilityFence(memory);
        return link;
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(("\\Q" + glob + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }
}
