package io.bpftest.engine.trace;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.kernel.KernelFiles;
import io.bpftest.error.AttachException;
import io.bpftest.error.BpfException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramType;
import java.util.List;
import java.util.Optional;

/** Attaches programs that were loaded for one function: fentry and its kin, BTF tracepoints, LSM, freplace. */
final class BtfHooks {

    private BtfHooks() {}

    static Attachment attach(Program program, String hook) {
        if (program.info().type() == ProgramType.LSM) {
            requireBpfModule(program, hook, KernelFiles.securityModules());
        }
        return TraceLink.attach(
                program,
                hook,
                Native.libbpf()::bpf_program__attach,
                (error, said) -> refused(program, hook, error, said));
    }

    /** The kernel would attach it, and never call it. */
    static void requireBpfModule(Program program, String hook, Optional<List<String>> active) {
        active.filter(modules -> !modules.contains("bpf")).ifPresent(modules -> {
            throw AttachRefusal.missing(
                    program,
                    hook,
                    "a kernel that asks these security modules: " + String.join(", ", modules),
                    "a kernel booted with bpf among them: lsm=...,bpf");
        });
    }

    private static BpfException refused(Program program, String hook, int error, List<String> said) {
        if (Errno.EBUSY.is(error) && program.info().type() == ProgramType.EXT) {
            return new AttachException(new Problem(
                    AttachRefusal.subject(program, hook),
                    "the kernel says " + Errno.text(error) + ": something else is attached to this function",
                    "a function that no extension, fentry or fexit program is attached to",
                    "close the other attachment first"));
        }
        if (Errno.EBUSY.is(error)) {
            return new AttachException(new Problem(
                    AttachRefusal.subject(program, hook),
                    "the kernel says " + Errno.text(error),
                    "a function that nothing else patches, such as a live patch or another tracer",
                    "close the other attachment first"));
        }
        return AttachRefusal.of(program, hook, error, said);
    }
}
