package io.bpftest.engine.session;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.error.Problem;

/** Why an extension has nothing to take the place of. */
final class ExtensionProblem {

    private ExtensionProblem() {}

    /**
     * Says it.
     *
     * @param error libbpf's negative errno
     */
    static Problem of(LocalProgramSpec program, int error) {
        LocalProgramSpec.Replaced replaced = program.replaced();
        if (replaced == null) {
            int slash = program.section().indexOf('/');
            String function = slash < 0 ? "function" : program.section().substring(slash + 1);
            return new Problem(
                    "It is not said what program \"" + program.name() + "\" replaces",
                    "section " + program.section() + ", which names no program",
                    "a loaded program whose function it takes the place of",
                    "name it before load: spec.program(\"" + program.name() + "\").replaces(target, \"" + function
                            + "\")");
        }
        return new Problem(
                "Program \"" + program.name() + "\" cannot replace \"" + replaced.function() + "\" of program \""
                        + replaced.program().programName() + "\"",
                "libbpf says " + Errno.text(error),
                "a function of that program that is global (not static) and not inlined, and the program's BTF",
                "correct the name, or add __attribute__((noinline)) to the function");
    }
}
