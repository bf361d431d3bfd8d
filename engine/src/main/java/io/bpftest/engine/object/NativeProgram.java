package io.bpftest.engine.object;

import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;

/** A program in libbpf's hands; valid as long as its object. */
public record NativeProgram(long pointer) {

    private static final int BPF_F_SLEEPABLE = 1 << 4;

    /** The function's name. */
    public String name() {
        return libbpf().bpf_program__name(pointer);
    }

    /** The ELF section it stands in. */
    public String section() {
        return libbpf().bpf_program__section_name(pointer);
    }

    /** The number of its type, 0 where the section does not tell it. */
    public int type() {
        return libbpf().bpf_program__type(pointer);
    }

    /** Sets the number of its type. */
    public void type(int type) {
        libbpf().bpf_program__set_type(pointer, type);
    }

    /** Sets the number of the attach type that the kernel is told when it is loaded. */
    public void expectedAttachType(int attachType) {
        libbpf().bpf_program__set_expected_attach_type(pointer, attachType);
    }

    /** Says that it may sleep, as types want it whose section name would have said so. */
    public void sleepable() {
        libbpf().bpf_program__set_flags(pointer, libbpf().bpf_program__flags(pointer) | BPF_F_SLEEPABLE);
    }

    /** Whether it is loaded unless somebody says otherwise: a section that begins with {@code ?} is not. */
    public boolean autoload() {
        return libbpf().bpf_program__autoload(pointer) != 0;
    }

    /** Switches loading on or off. */
    public void autoload(boolean load) {
        libbpf().bpf_program__set_autoload(pointer, (byte) (load ? 1 : 0));
    }

    /** How many instructions it has. */
    public int instructions() {
        return (int) libbpf().bpf_program__insn_cnt(pointer);
    }

    /** Its file descriptor, negative when it was not loaded. */
    public int fd() {
        return libbpf().bpf_program__fd(pointer);
    }

    private static LibBpf libbpf() {
        return Native.libbpf();
    }
}
