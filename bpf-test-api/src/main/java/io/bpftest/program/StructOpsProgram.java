package io.bpftest.program;

/**
 * An operation of a kernel interface implemented in BPF, such as TCP congestion control or a scheduler. The kernel's test
 * run serves only the operations of its own test interface ({@code bpf_dummy_ops}), so none is offered.
 *
 * <p>Minimum kernel 5.6.
 */
@ProgramTypes(
        value = ProgramType.STRUCT_OPS,
        title = "struct_ops program",
        howToTest = "register its struct_ops map, use what it implements, such as a TCP connection with that "
                + "congestion control, and assert on what it did")
public interface StructOpsProgram extends AttachOnlyProgram {}
