package io.bpftest.engine.session;

import io.bpftest.engine.run.RunTarget;
import io.bpftest.engine.run.SocketFilterHandle;
import io.bpftest.engine.run.TcHandle;
import io.bpftest.engine.run.XdpHandle;
import io.bpftest.error.Problem;
import io.bpftest.error.WrongHandleException;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramType;
import io.bpftest.program.ProgramTypes;
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

    private static final Map<Class<? extends Program>, Function<RunTarget, Program>> MAKERS = new LinkedHashMap<>();

    static {
        MAKERS.put(XdpProgram.class, XdpHandle::new);
        MAKERS.put(TcProgram.class, TcHandle::new);
        MAKERS.put(SocketFilterProgram.class, SocketFilterHandle::new);
    }

    private HandleTypes() {}

    /** Makes the handle of a loaded program. */
    static <P extends Program> P make(Class<P> handle, RunTarget target) {
        return handle.cast(maker(handle).apply(target));
    }

    /** The program types of a handle, the implied one first. */
    static ProgramType[] of(Class<? extends Program> handle) {
        maker(handle);
        return annotation(handle).value();
    }

    /** What a reader calls the programs of a handle. */
    static String title(Class<? extends Program> handle) {
        maker(handle);
        return annotation(handle).title();
    }

    private static ProgramTypes annotation(Class<? extends Program> handle) {
        return Objects.requireNonNull(handle.getAnnotation(ProgramTypes.class), "every handle says its types");
    }

    private static Function<RunTarget, Program> maker(Class<? extends Program> handle) {
        Function<RunTarget, Program> maker = MAKERS.get(handle);
        if (maker == null) {
            throw new WrongHandleException(new Problem(
                    handle.getName() + " is no program handle",
                    handle.getSimpleName(),
                    "one of "
                            + MAKERS.keySet().stream().map(Class::getSimpleName).toList(),
                    "use the handle of the program's type"));
        }
        return maker;
    }

    static String describe(Class<? extends Program> handle) {
        return Arrays.stream(of(handle)).map(Enum::name).collect(Collectors.joining(" or "));
    }

    /** Names the handle of a type, for remedies. */
    static String nameFor(ProgramType type) {
        return MAKERS.keySet().stream()
                .filter(handle -> Arrays.asList(of(handle)).contains(type))
                .map(Class::getSimpleName)
                .findFirst()
                .orElse("the handle of " + type);
    }
}
