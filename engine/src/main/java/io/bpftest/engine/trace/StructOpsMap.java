package io.bpftest.engine.trace;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.kernel.LibbpfProgram;
import io.bpftest.error.AttachException;
import io.bpftest.error.BpfException;
import io.bpftest.error.NearName;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.program.Program;
import java.util.List;
import java.util.Map;

/** Registers what an object implements of a kernel interface. */
final class StructOpsMap {

    private StructOpsMap() {}

    /** Registers the object's only struct_ops map. */
    static Attachment attachOnly(Program program) {
        Map<String, Long> maps = LibbpfProgram.of(program).structOps();
        if (maps.size() != 1) {
            throw new AttachException(new Problem(
                    "It is not said which struct_ops map of " + program + " is to be registered",
                    maps.isEmpty() ? "its object has none" : "its object has " + String.join(", ", maps.keySet()),
                    "one struct_ops map (SEC(\".struct_ops\")), or its name",
                    "name it: attach(program, \""
                            + (maps.isEmpty() ? "map" : maps.keySet().iterator().next()) + "\")"));
        }
        return attach(program, maps.keySet().iterator().next());
    }

    static Attachment attach(Program program, String map) {
        Map<String, Long> maps = LibbpfProgram.of(program).structOps();
        String hook = "struct_ops map " + map;
        Long pointer = maps.get(map);
        if (pointer == null) {
            throw new AttachException(new Problem(
                    AttachRefusal.subject(program, hook),
                    maps.isEmpty()
                            ? "its object has no such map"
                            : "its object has " + String.join(", ", maps.keySet()),
                    "a struct_ops map of the program's object",
                    NearName.remedy(map, maps.keySet(), "correct the name")));
        }
        return TraceLink.attach(
                program,
                hook,
                ignored -> Native.libbpf().bpf_map__attach_struct_ops(pointer),
                (error, said) -> refused(program, hook, error, said));
    }

    private static BpfException refused(Program program, String hook, int error, List<String> said) {
        if (Errno.EEXIST.is(error) || Errno.EBUSY.is(error)) {
            return new AttachException(new Problem(
                    AttachRefusal.subject(program, hook),
                    "the kernel says " + Errno.text(error)
                            + ": the map is registered already, or something else has the name that it gives itself",
                    "a map that is not registered, and a name of its own",
                    "close the other attachment first, or change the name in the program's source"));
        }
        if (Errno.EINVAL.is(error)) {
            return new AttachException(new Problem(
                    AttachRefusal.subject(program, hook),
                    "the kernel says " + Errno.text(error) + ": it does not take what the map implements",
                    "all members that the interface asks for, such as ssthresh, undo_cwnd and one of cong_avoid and "
                            + "cong_control of a tcp_congestion_ops",
                    "implement what is missing"));
        }
        return AttachRefusal.of(program, hook, error, said);
    }
}
