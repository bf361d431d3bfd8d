package io.bpftest.engine.session;

import io.bpftest.engine.run.CgroupSkbHandle;
import io.bpftest.engine.run.FlowDissectorHandle;
import io.bpftest.engine.run.LwtHandle;
import io.bpftest.engine.run.NetfilterHandle;
import io.bpftest.engine.run.RunTarget;
import io.bpftest.engine.run.SkLookupHandle;
import io.bpftest.engine.run.SocketFilterHandle;
import io.bpftest.engine.run.TcHandle;
import io.bpftest.engine.run.XdpHandle;
import io.bpftest.error.Problem;
import io.bpftest.error.WrongHandleException;
import io.bpftest.program.CgroupSkbProgram;
import io.bpftest.program.FlowDissectorProgram;
import io.bpftest.program.LwtProgram;
import io.bpftest.program.NetfilterProgram;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramType;
import io.bpftest.program.ProgramTypes;
import io.bpftest.program.SkLookupProgram;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
    }

    private HandleTypes() {}

    /** What is known of a handle: what its annotation says, and how one is made. */
    private record Kind(ProgramType[] types, String title, Function<RunTarget, Program> maker) {}

    private static void add(Class<? extends Program> handle, Function<RunTarget, Program> maker) {
        ProgramTypes types =
                Objects.requireNonNull(handle.getAnnotation(ProgramTypes.class), "every handle says its types");
        KINDS.put(handle, new Kind(types.value(), types.title(), maker));
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
        return KINDS.keySet().stream()
                .filter(handle -> Arrays.asList(of(handle)).contains(type))
                .map(Class::getSimpleName)
                .findFirst()
                .orElse("the handle of " + type);
    }
}
