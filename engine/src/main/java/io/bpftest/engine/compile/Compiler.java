package io.bpftest.engine.compile;

import io.bpftest.error.CompilationException;
import io.bpftest.error.ConfigurationException;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.MachineException;
import io.bpftest.error.ToolMissingException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Compiles BPF programs, each state of a source once.
 *
 * <p>Three layers, each behind the one before: a memo in this JVM ({@link Memo}), a cache on disk by content
 * ({@link Cache}, {@link Manifest}), clang. The first two start no process. Neither gives an object that clang would
 * not make now from the files as they are: every file that clang read is compared, and so is the absence of files that
 * it would read instead ({@link ShadowingPaths}). What they do not see: a change of a header under {@code /usr/include} within
 * the last second, {@code __DATE__} and {@code __TIME__}, files that are read neither as headers nor as {@code @file}
 * options, and the appearance of a header that was asked for with {@code __has_include}.
 *
 * <p>Safe for use by many threads, and by many processes over one cache folder.
 */
public final class Compiler {

    /** How long one run of clang may take. */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(120);

    private static final int MOST_SLOTS = 512;

    private final Duration limit;
    private final HostTarget host;
    private final LongSupplier nanoTime;
    private final GeneratedHeader kernelHeader;
    private final ClangVersions versions;
    private final ConcurrentHashMap<CompileRequest, Slot> slots = new ConcurrentHashMap<>();

    /** Creates a compiler whose runs of clang may take {@link #TIME_LIMIT}. */
    public Compiler(KernelHeader kernelHeader) {
        this(kernelHeader, TIME_LIMIT);
    }

    /**
     * Creates a compiler.
     *
     * @param kernelHeader gives {@code vmlinux.h} to sources that include one and bring none
     * @param limit how long one run of clang may take
     */
    public Compiler(KernelHeader kernelHeader, Duration limit) {
        this(kernelHeader, limit, HostTarget.ofThisMachine(), System::nanoTime);
    }

    /** Creates a compiler for a machine of choice, with a clock of its own. */
    Compiler(KernelHeader kernelHeader, Duration limit, HostTarget host, LongSupplier nanoTime) {
        this.host = host;
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.kernelHeader = new GeneratedHeader(kernelHeader);
        this.versions = new ClangVersions(limit);
    }

    /**
     * Gives the object of a source.
     *
     * @throws FileMissingException if there is no such source
     * @throws CompilationException if clang rejects it; the found part holds clang's diagnostics
     * @throws ToolMissingException if clang, libbpf's headers or the kernel's headers are missing
     * @throws ConfigurationException if the cache folder cannot be written
     * @throws MachineException if clang takes too long
     */
    public CompiledObject compile(CompileRequest request) {
        if (slots.size() > MOST_SLOTS) {
            slots.clear();
        }
        Slot slot = slots.computeIfAbsent(request, r -> new Slot());
        Memo memo = slot.memo;
        if (memo != null && memo.isFresh()) {
            return memo.object();
        }
        synchronized (slot) {
            memo = slot.memo;
            if (memo != null && memo.isFresh()) {
                return memo.object();
            }
            Compilation compilation = new Compilation(request, host, kernelHeader, versions, limit);
            Compilation.Result result = compilation.result();
            slot.memo = result.entry() == null
                    ? null
                    : new Memo(result.object(), request.clang(), result.clang(), result.entry(), nanoTime);
            return result.object();
        }
    }

    /** The place of one request, locked while it is compiled so that other threads wait and share. */
    private static final class Slot {
        private volatile @Nullable Memo memo;
    }
}
