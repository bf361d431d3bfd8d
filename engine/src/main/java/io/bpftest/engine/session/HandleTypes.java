package io.bpftest.engine.session;

import io.bpftest.engine.run.AttachOnlyHandle;
import io.bpftest.engine.run.CgroupSkbHandle;
import io.bpftest.engine.run.FlowDissectorHandle;
import io.bpftest.engine.run.LwtHandle;
import io.bpftest.engine.run.NetfilterHandle;
import io.bpftest.engine.run.RawTracepointHandle;
import io.bpftest.engine.run.RunTarget;
import io.bpftest.engine.run.SkLookupHandle;
import io.bpftest.engine.run.SocketFilterHandle;
import io.bpftest.engine.run.SyscallHandle;
import io.bpftest.engine.run.TcHandle;
import io.bpftest.engine.run.TracingHandle;
import io.bpftest.engine.run.XdpHandle;
import io.bpftest.error.Problem;
import io.bpftest.error.WrongHandleException;
import io.bpftest.program.AttachOnlyProgram;
import io.bpftest.program.CgroupSkbProgram;
import io.bpftest.program.FlowDissectorProgram;
import io.bpftest.program.LwtProgram;
import io.bpftest.program.NetfilterProgram;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramType;
import io.bpftest.program.ProgramTypes;
import io.bpftest.program.RawTracepointProgram;
import io.bpftest.program.SkLookupProgram;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.SyscallProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.TracingProgram;
import io.bpftest.program.XdpProgram;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The program handles that exist: a new program type adds its line here. */
final class HandleTypes {

    private static final Map<Class<? extends Program>, Kind> KINDS = new LinkedHashMap<>();

    static {
        add(XdpProgram.class, XdpHandle::new);
        add(TcProgram.class, TcHandle::new);
        add(SocketFilterProgram.class, SocketFilterHandle::new);
        add(CgroupSkbProgram.class, CgroupSkbHandle::new);
        add(LwtProgram.class, LwtHandle::new);
        add(FlowDissectorProgram.class, FlowDissectorHandle::new);
        add(SkLookupProgram.class, SkLookupHandle::new);
        add(NetfilterProgram.class, NetfilterHandle::new);

        add(SyscallProgram.class, SyscallHandle::new);
        add(RawTracepointProgram.class, RawTracepointHandle::new);
        add(TracingProgram.class, TracingHandle::new);
        AttachOnlyTypes.ALL.forEach(HandleTypes::addAttachOnly);
    }

    private HandleTypes() {}

    /** What is known of a handle: what its annotation says, and how one is made. */
    private record Kind(ProgramType[] types, String title, String howToTest, Function<RunTarget, Program> maker) {}

    private static void add(Class<? extends Program> handle, Function<RunTarget, Program> maker) {
        ProgramTypes said = said(handle);
        KINDS.put(handle, new Kind(said.value(), said.title(), said.howToTest(), maker));
    }

    private static void addAttachOnly(Class<? extends AttachOnlyProgram> handle) {
        String howToTest = said(handle).howToTest();
        add(handle, target -> AttachOnlyHandle.of(handle, target, howToTest));
    }

    private static ProgramTypes said(Class<? extends Program> handle) {
        return Objects.requireNonNull(handle.getAnnotation(ProgramTypes.class), "every handle says its types");
    }

    /** The handles that there are. */
    static Set<Class<? extends Program>> all() {
        return Collections.unmodifiableSet(KINDS.keySet());
    }

    /** Makes the handle of a loaded program. */
    static <P extends Program> P make(Class<P> handle, RunTarget target) {
        return handle.cast(kind(handle).maker.apply(target));
    }

    /** The program types of a handle, the implied one first; not to be changed. */
    static ProgramType[] of(Class<? extends Program> handle) {
        return kind(handle).types;
    }

    /** What a reader calls the programs of a handle. */
    static String title(Class<? extends Program> handle) {
        return kind(handle).title;
    }

    private static Kind kind(Class<? extends Program> handle) {
        Kind kind = KINDS.get(handle);
        if (kind == null) {
            throw new WrongHandleException(new Problem(
                    handle.getName() + " is no program handle",
                    handle.getSimpleName(),
                    "one of "
                            + KINDS.keySet().stream().map(Class::getSimpleName).toList(),
                    "use the handle of the program's type"));
        }
        return kind;
    }

    static String describe(Class<? extends Program> handle) {
        return Arrays.stream(of(handle)).map(Enum::name).collect(Collectors.joining(" or "));
    }

    /** Names the handle of a type, for remedies. */
    static String nameFor(ProgramType type) {
        return handle(type)
                .map(Class::getSimpleName)
                .orElse("a later version of bpf-test, as this one has no handle for type " + type);
    }

    /** Names the handle of a type, and says how it is tested where a test run is not the way. */
    static String remedyFor(ProgramType type) {
        return nameFor(type)
                + handle(type)
                        .map(HandleTypes::kind)
                        .filter(kind -> !kind.howToTest.isEmpty())
                        .map(kind -> " (the kernel takes no test run of a " + kind.title + ": " + kind.howToTest + ")")
                        .orElse("");
    }

    private static Optional<Class<? extends Program>> handle(ProgramType type) {
        return KINDS.keySet().stream()
                .filter(handle -> Arrays.asList(of(handle)).contains(type))
                .findFirst();
    }
}
