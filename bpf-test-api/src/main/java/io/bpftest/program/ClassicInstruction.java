package io.bpftest.program;

import io.bpftest.error.FilterException;
import io.bpftest.error.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * One instruction of a classic BPF filter, {@code struct sock_filter} of {@code linux/filter.h}.
 *
 * @param code what it does, 0 to 65,535
 * @param jumpTrue how many instructions a conditional jump skips where its condition holds, 0 to 255
 * @param jumpFalse how many it skips otherwise, 0 to 255
 * @param operand its number, 0 to 4,294,967,295
 */
public record ClassicInstruction(int code, int jumpTrue, int jumpFalse, long operand) {

    /**
     * Makes an instruction; whether it is one, the kernel says.
     *
     * @throws FilterException if a part does not fit its field
     */
    public ClassicInstruction {
        require("code", code, 0xffff);
        require("jump where true", jumpTrue, 0xff);
        require("jump where false", jumpFalse, 0xff);
        require("operand", operand, 0xffff_ffffL);
    }

    /**
     * Reads a filter as {@code tcpdump -ddd} prints it, and as iptables and tc take it: the number of instructions, then
     * each as four numbers; on lines of their own, or with commas between.
     *
     * <pre>{@code
     * ClassicInstruction.parse("4,40 0 0 12,21 0 1 2048,6 0 0 65535,6 0 0 0") // IPv4 only
     * }</pre>
     *
     * @throws FilterException if the text is none, or ends early
     */
    public static List<ClassicInstruction> parse(String text) {
        List<String> parts = text.strip()
                .lines()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        List<ClassicInstruction> instructions = new ArrayList<>();
        for (String part : parts.subList(Math.min(1, parts.size()), parts.size())) {
            instructions.add(instruction(part));
        }
        if (parts.isEmpty() || !parts.get(0).equals(Integer.toString(instructions.size()))) {
            throw unreadable(
                    parts.isEmpty()
                            ? "an empty text"
                            : "\"" + parts.get(0) + "\" for their number, and " + instructions.size()
                                    + " instructions");
        }
        return List.copyOf(instructions);
    }

    private static ClassicInstruction instruction(String text) {
        String[] numbers = text.split("\\s+");
        if (numbers.length != 4) {
            throw unreadable("\"" + text + "\" where an instruction should be");
        }
        try {
            return new ClassicInstruction(
                    Integer.parseInt(numbers[0]),
                    Integer.parseInt(numbers[1]),
                    Integer.parseInt(numbers[2]),
                    Long.parseLong(numbers[3]));
        } catch (NumberFormatException e) {
            throw unreadable("\"" + text + "\" where an instruction should be");
        }
    }

    private static FilterException unreadable(String found) {
        return new FilterException(new Problem(
                "The instructions of a classic filter cannot be read",
                found,
                "the number of instructions, then each as four decimal numbers: code, jumps, operand",
                "give what tcpdump -ddd prints"));
    }

    private static void require(String part, long found, long most) {
        if (found < 0 || found > most) {
            throw new FilterException(new Problem(
                    "An instruction of a classic filter cannot be made",
                    part + " " + found,
                    "0 to " + most,
                    "correct it; linux/filter.h has the fields"));
        }
    }

    /** Gives it as {@code tcpdump -dd} prints it, for C: {@code { 0x28, 0, 0, 0x0000000c }}. */
    @Override
    public String toString() {
        return String.format("{ 0x%x, %d, %d, 0x%08x }", code, jumpTrue, jumpFalse, operand);
    }
}
