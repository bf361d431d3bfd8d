package io.bpftest.engine.run;

import io.bpftest.engine.ffi.LibPcap;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.FilterException;
import io.bpftest.error.Problem;
import io.bpftest.program.ClassicInstruction;
import java.util.ArrayList;
import java.util.List;

/** Filter expressions, compiled by libpcap for frames from their Ethernet header on. */
final class FilterExpression {

    private static final int ETHERNET = 1;

    /** What tcpdump takes as the longest packet, which such filters return for what they accept. */
    private static final int LONGEST_PACKET = 262_144;

    /** {@code PCAP_NETMASK_UNKNOWN}: only the primitive "ip broadcast" asks for it, and is refused. */
    private static final int NO_NETMASK = -1;

    // struct bpf_program: a number, and behind it the address of the instructions
    private static final int PROGRAM_SIZE = 16;
    private static final int INSTRUCTION_SIZE = 8;

    private FilterExpression() {}

    /**
     * Compiles an expression. One thread at a time, as libpcap before 1.8 wants it.
     *
     * @throws FilterException if libpcap does not take it
     * @throws io.bpftest.error.ToolMissingException if libpcap is missing
     */
    static synchronized List<ClassicInstruction> compile(String expression) {
        LibPcap pcap = Native.libpcap();
        long capture = pcap.pcap_open_dead_with_tstamp_precision(ETHERNET, LONGEST_PACKET, 0);
        try {
            long program = Scratch.of(PROGRAM_SIZE);
            if (pcap.pcap_compile(capture, program, expression, 1, NO_NETMASK) != 0) {
                throw new FilterException(new Problem(
                        "The filter \"" + expression + "\" is none",
                        String.valueOf(pcap.pcap_geterr(capture)),
                        "a filter in libpcap's syntax, such as \"udp port 53\"",
                        "correct it; man pcap-filter has the syntax, and tcpdump -d FILTER tries it"));
            }
            List<ClassicInstruction> instructions =
                    read(NativeMemory.getLong(program + 8), NativeMemory.getInt(program));
            pcap.pcap_freecode(program);
            return instructions;
        } finally {
            pcap.pcap_close(capture);
        }
    }

    private static List<ClassicInstruction> read(long first, int count) {
        List<ClassicInstruction> instructions = new ArrayList<>();
        for (long at = first; at < first + (long) count * INSTRUCTION_SIZE; at += INSTRUCTION_SIZE) {
            instructions.add(new ClassicInstruction(
                    Short.toUnsignedInt(NativeMemory.getShort(at)),
                    Byte.toUnsignedInt(NativeMemory.getByte(at + 2)),
                    Byte.toUnsignedInt(NativeMemory.getByte(at + 3)),
                    Integer.toUnsignedLong(NativeMemory.getInt(at + 4))));
        }
        return List.copyOf(instructions);
    }
}
