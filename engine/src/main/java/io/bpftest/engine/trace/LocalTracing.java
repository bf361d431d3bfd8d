package io.bpftest.engine.trace;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.engine.place.CallingPlace;
import io.bpftest.engine.place.SpawnedProcess;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.CallResult;
import io.bpftest.lab.ExecResult;
import io.bpftest.lab.HostCode;
import io.bpftest.lab.KernelFunction;
import io.bpftest.lab.KernelFunctions;
import io.bpftest.lab.SoftwareClock;
import io.bpftest.lab.Tracing;
import io.bpftest.lab.Usdt;
import io.bpftest.lab.UserFunction;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.MapType;
import io.bpftest.program.KprobeProgram;
import io.bpftest.program.PerfEventProgram;
import io.bpftest.program.Program;
import io.bpftest.program.RawTracepointProgram;
import io.bpftest.program.RawTracepointWritableProgram;
import io.bpftest.program.StructOpsProgram;
import io.bpftest.program.TracepointProgram;
import io.bpftest.program.TracingProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events of the kernel that this JVM runs on. */
public final class LocalTracing extends CallingPlace implements Tracing {

    private static final String TITLE = "the tracing thread";

    private final Lifetime lifetime = new Lifetime("The test's Tracing");
    private final TriggerThread thread = new TriggerThread(TITLE);

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public Attachment attach(Program program) {
        return attached(() -> SectionHook.attach(program));
    }

    @Override
    public Attachment attach(KprobeProgram program, KernelFunction function) {
        return attached(() -> KernelProbes.attach(program, function));
    }

    @Override
    public Attachment attach(KprobeProgram program, KernelFunctions functions) {
        return attached(() -> KernelProbes.attach(program, functions));
    }

    @Override
    public Attachment attach(KprobeProgram program, UserFunction function) {
        return attached(() -> UserProbes.attach(program, function));
    }

    @Override
    public Attachment attach(KprobeProgram program, Usdt probe) {
        return attached(() -> UserProbes.attach(program, probe));
    }

    @Override
    public Attachment attach(TracepointProgram program, String category, String name) {
        return attached(() -> Tracepoints.attach(program, category + "/" + name));
    }

    @Override
    public Attachment attach(RawTracepointProgram program, String name) {
        return attached(() -> Tracepoints.attachRaw(program, name));
    }

    @Override
    public Attachment attach(RawTracepointWritableProgram program, String name) {
        return attached(() -> Tracepoints.attachRaw(program, name));
    }

    @Override
    public Attachment attach(PerfEventProgram program, SoftwareClock clock) {
        return attached(() -> onSite(() -> PerfClock.attach(program, clock)));
    }

    @Override
    public Attachment attach(StructOpsProgram program, String map) {
        return attached(() -> StructOpsMap.attach(program, map));
    }

    private Attachment attached(Supplier<Attachment> attaching) {
        lifetime.check();
        return contents().add(attaching.get());
    }

    @Override
    public String read(TracingProgram iterator) {
        lifetime.check();
        return IteratorText.read(iterator, null);
    }

    @Override
    public String read(TracingProgram iterator, BpfMapHandle map) {
        lifetime.check();
        return IteratorText.read(iterator, map);
    }

    @Override
    public List<Attachment> attachments() {
        return contents().of(Attachment.class).stream()
                .filter(Attachment::isAttached)
                .toList();
    }

    @Override
    public List<Attachment> deciding() {
        return attachments();
    }

    @Override
    public int processId() {
        return onSite(TaskIds::ofThisThread).process();
    }

    @Override
    public int threadId() {
        return onSite(TaskIds::ofThisThread).thread();
    }

    @Override
    public CallResult getpid() {
        return onSite(() -> {
            Native.libc().getpid();
            return new CallResult("getpid in " + TITLE, 0, attachments());
        });
    }

    @Override
    public CallResult createMap() {
        return onSite(() -> {
            int map = Native.libbpf().bpf_map_create(MapType.ARRAY.ordinal(), null, 4, 4, 1, 0);
            if (map >= 0) {
                Native.libc().close(map);
            }
            return new CallResult("bpf(BPF_MAP_CREATE) in " + TITLE, Math.max(0, -map), attachments());
        });
    }

    @Override
    public ExecResult execute(Path program, String... arguments) {
        Duration limit = Duration.ofSeconds(10);
        // The program's own limit comes first.
        return call(
                limit.plusSeconds(5),
                () -> SpawnedProcess.run(TITLE, program, List.of(arguments), limit, attachments()));
    }

    @Override
    public <T extends @Nullable Object> T call(Duration limit, HostCode<T> code) {
        lifetime.check();
        return thread.call(limit, code);
    }

    @Override
    public Checkpoint checkpoint() {
        lifetime.check();
        return contents().checkpoint()::run;
    }

    @Override
    public void close() {
        if (lifetime.end()) {
            try {
                // First, so that nothing decides any more about what has to end.
                contents().close();
            } finally {
                thread.end();
            }
        }
    }

    @Override
    public String toString() {
        return "Tracing";
    }
}
