package io.bpftest.engine.trace;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.kernel.OwnMap;
import io.bpftest.error.AttachException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.program.TracingProgram;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what an iterator writes. */
final class IteratorText {

    private static final String SECTION = "iter/";
    private static final String SLEEPING = "iter.s/";
    private static final int PIECE = 65_536;

    // struct bpf_iter_attach_opts, and a union bpf_iter_link_info behind it
    private static final int OPTIONS_SIZE = 24;
    private static final int INFO_SIZE = 16;

    private IteratorText() {}

    /**
     * Runs an iterator to its end.
     *
     * @param map what it goes over; null for one that goes over something else
     */
    static String read(TracingProgram iterator, @Nullable BpfMapHandle map) {
        String section = iterator.info().section();
        if (!section.startsWith(SECTION) && !section.startsWith(SLEEPING)) {
            throw new AttachException(new Problem(
                    iterator + " writes nothing that can be read",
                    "section " + section,
                    "an iterator, such as one of section iter/task",
                    "attach it: tracing.attach(program)"));
        }
        int descriptor = map == null ? 0 : OwnMap.of(map).descriptor();
        int[] link = new int[1];
        try (Attachment attachment = TraceLink.attach(
                iterator,
                "iterator " + section,
                pointer -> {
                    long made = link(pointer, map != null, descriptor);
                    link[0] = made == 0 ? 0 : Native.libbpf().bpf_link__fd(made);
                    return made;
                },
                (error, said) -> Errno.EINVAL.is(error) || Errno.EBADF.is(error)
                        ? new AttachException(new Problem(
                                iterator + " cannot iterate",
                                "the kernel says " + Errno.text(error),
                                map == null
                                        ? "what it goes over: a map for iter/bpf_map_elem and its kin"
                                        : "an iterator of map elements, and a map whose elements it fits",
                                map == null ? "give the map: tracing.read(program, map)" : "check both"))
                        : AttachRefusal.of(iterator, section, error, said))) {
            return read(attachment, link[0]);
        }
    }

    private static long link(long program, boolean overMap, int map) {
        if (!overMap) {
            return Native.libbpf().bpf_program__attach_iter(program, 0);
        }
        long options = Scratch.of(OPTIONS_SIZE + INFO_SIZE);
        NativeMemory.clear(options, OPTIONS_SIZE + INFO_SIZE);
        NativeMemory.putLong(options, OPTIONS_SIZE);
        NativeMemory.putLong(options + 8, options + OPTIONS_SIZE);
        NativeMemory.putInt(options + 16, INFO_SIZE);
        NativeMemory.putInt(options + OPTIONS_SIZE, map);
        return Native.libbpf().bpf_program__attach_iter(program, options);
    }

    private static String read(Attachment attachment, int link) {
        int file = Native.libbpf().bpf_iter_create(link);
        if (file < 0) {
            throw failed(attachment, file);
        }
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            while (true) {
                long piece = Scratch.of(PIECE);
                long read = Native.sockets().read(file, piece, PIECE);
                if (read == 0) {
                    return text.toString(StandardCharsets.UTF_8);
                }
                int errno = read < 0 ? Native.errno() : 0;
                if (errno == 0) {
                    text.writeBytes(NativeMemory.getBytes(piece, (int) read));
                } else if (errno != Errno.EINTR.number() && errno != Errno.EAGAIN.number()) {
                    throw failed(attachment, -errno);
                }
            }
        } finally {
            Native.libc().close(file);
        }
    }

    private static AttachException failed(Attachment attachment, int error) {
        return new AttachException(new Problem(
                attachment + " does not run to its end",
                "the kernel says " + Errno.text(error),
                "a program whose output for one element fits the kernel's buffer of 32 KB (E2BIG otherwise)",
                "write less for each element; check that the program returns 0"));
    }
}
