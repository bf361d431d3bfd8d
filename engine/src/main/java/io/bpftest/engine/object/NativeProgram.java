package io.bpftest.engine.object;

import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** A program in libbpf's hands; valid as long as its object. */
public record NativeProgram(long pointer) {

    private static final int BPF_F_SLEEPABLE = 1 << 4;

    /** {@code struct bpf_insn}. */
    private static final int INSTRUCTION_SIZE = 8;

    private static final int IMMEDIATE = 4;

    /** Far more than there are; a loaded program's calls may stand for something else by then. */
    private static final int MOST_HELPERS = 4096;

    /** {@code BPF_LD | BPF_IMM | BPF_DW}: two instructions, which load 64 bits. */
    private static final int LOAD_NUMBER = 0x18;

    /** {@code BPF_JMP | BPF_CALL}, and registers 0: a call of a helper, not of a subprogram or a kfunc. */
    private static final short HELPER_CALL =
            ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0x0085 : (short) 0x8500;

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

    /** Says which function of a loaded program it is for; gives 0 or a negative errno. */
    public int target(int program, String function) {
        return libbpf().bpf_program__set_attach_target(pointer, program, function);
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

    /**
     * Asks for the verifier's log of the next load.
     *
     * @param level the bits of {@code BPF_LOG_*} (linux/bpf_verifier.h)
     * @param buffer where it goes, ended by a zero byte
     */
    void log(int level, long buffer, long size) {
        libbpf().bpf_program__set_log_buf(pointer, buffer, size);
        libbpf().bpf_program__set_log_level(pointer, level);
    }

    /** How many instructions it has. */
    public int instructions() {
        return (int) libbpf().bpf_program__insn_cnt(pointer);
    }

    /**
     * The helpers that it calls, by their numbers in {@code linux/bpf.h}; once it is loaded, its subprograms' calls
     * included.
     */
    public BitSet helpers() {
        BitSet called = new BitSet();
        long instruction = libbpf().bpf_program__insns(pointer);
        long end = instruction + (long) instructions() * INSTRUCTION_SIZE;
        for (; instruction < end; instruction += INSTRUCTION_SIZE) {
            if (NativeMemory.getShort(instruction) == HELPER_CALL) {
                int helper = NativeMemory.getInt(instruction + IMMEDIATE);
                if (helper >= 0 && helper < MOST_HELPERS) {
                    called.set(helper);
                }
            }
        }
        return called;
    }

    /**
     * The constants that its instructions compare, mask or store; once it is loaded, its subprograms' included. Numbers of
     * functions, files and jumps are none.
     */
    public Set<Long> constants() {
        Set<Long> constants = new LinkedHashSet<>();
        long instruction = libbpf().bpf_program__insns(pointer);
        long end = instruction + (long) instructions() * INSTRUCTION_SIZE;
        for (; instruction < end; instruction += INSTRUCTION_SIZE) {
            int operation = Byte.toUnsignedInt(NativeMemory.getByte(instruction));
            long number = NativeMemory.getInt(instruction + IMMEDIATE);
            if (operation == LOAD_NUMBER) {
                instruction += INSTRUCTION_SIZE;
                long upper = NativeMemory.getInt(instruction + IMMEDIATE);
                // Any other source register says that the number stands for a map, a variable or a function.
                if (source(NativeMemory.getByte(instruction - INSTRUCTION_SIZE + 1)) == 0) {
                    constants.add(upper << Integer.SIZE | number & 0xffff_ffffL);
                }
            } else if (holdsNumber(operation)) {
                constants.add(number);
            }
        }
        return constants;
    }

    private static int source(byte registers) {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? registers >> 4 & 0xf : registers & 0xf;
    }

    /** Of the classes ALU, JMP and ST those forms whose operand is a number; not calls, exits, jumps and byte swaps. */
    private static boolean holdsNumber(int operation) {
        int kind = operation & 0x07;
        int code = operation & 0xf0;
        boolean ofNumber = (operation & 0x08) == 0;
        return switch (kind) {
            case 0x02 -> true;
            case 0x04, 0x07 -> ofNumber && code != 0xd0;
            case 0x05, 0x06 -> ofNumber && code != 0x00 && code != 0x80 && code != 0x90;
            default -> false;
        };
    }

    /** Its file descriptor, negative when it was not loaded. */
    public int fd() {
        return libbpf().bpf_program__fd(pointer);
    }

    private static LibBpf libbpf() {
        return Native.libbpf();
    }
}
