package io.bpftest.engine.object;

import io.bpftest.engine.elf.ElfSection;
import io.bpftest.engine.elf.ElfSymbol;
import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which functions of an object call which helpers, and each other: libbpf tells it only once programs are loaded, when it is
 * too late to put something else in the place of a call. Layouts are those of {@code struct bpf_insn}.
 */
public final class ProgramCode {

    private static final int INSTRUCTION = 8;
    private static final int CALL = 0x85;
    private static final int LOAD_ADDRESS = 0x18;

    /** {@code BPF_PSEUDO_CALL}, the source register of calls of subprograms. */
    private static final int SUBPROGRAM = 1;

    /** {@code BPF_ALU64 | BPF_MOV | BPF_K}, which extends its number's sign, and the same without {@code 64}, which does not. */
    private static final byte MOVE_SIGNED = (byte) 0xb7;

    private static final byte MOVE_UNSIGNED = (byte) 0xb4;

    private final String name;
    private final byte[] bytes;
    private final ByteBuffer file;
    private final List<Function> functions = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final Map<Function, Set<Function>> callees = new HashMap<>();
    private final int text;

    /** A function; where it begins and ends in its section, in bytes. */
    public record Function(String name, int section, int begin, int end) {}

    /**
     * A call of a helper.
     *
     * @param in the function that it stands in
     * @param offset where it stands in the section, in bytes
     * @param at where it stands in the file
     */
    public record Call(Function in, int helper, int offset, int at) {}

    /** Reads an object file of this machine's byte order. */
    public ProgramCode(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        ElfFile elf = new ElfFile(name, bytes);
        this.text = elf.section(".text").map(ElfSection::index).orElse(0);
        try {
            for (ElfSymbol symbol : elf.symbols()) {
                if (symbol.kind() == ElfSymbol.Kind.FUNCTION && symbol.isDefined()) {
                    functions.add(new Function(
                            symbol.name(), symbol.section(), symbol.value(), symbol.value() + symbol.size()));
                }
            }
            for (ElfSection section : elf.sections()) {
                if (section.isExecutable()) {
                    read(section, elf);
                }
            }
        } catch (IndexOutOfBoundsException e) {
            throw contradiction("instructions that lie outside of the file");
        }
    }

    private void read(ElfSection section, ElfFile elf) {
        Map<Integer, ElfSymbol> symbols = new HashMap<>();
        elf.relocations(section).forEach(relocation -> symbols.put(relocation.offset(), relocation.symbol()));
        for (int offset = 0; offset + INSTRUCTION <= section.size(); offset += INSTRUCTION) {
            int at = section.offset() + offset;
            int operation = Byte.toUnsignedInt(bytes[at]);
            ElfSymbol symbol = symbols.get(offset);
            Function in = at(section.index(), offset);
            // What has no symbol any more was replaced by a function of another object.
            if (in != null && operation == CALL) {
                readCall(in, offset, at, symbol);
            } else if (in != null && operation == LOAD_ADDRESS && symbol != null) {
                link(in, at(symbol.section(), symbol.value() + file.getInt(at + 4)));
            }
            offset += operation == LOAD_ADDRESS ? INSTRUCTION : 0;
        }
    }

    private void readCall(Function in, int offset, int at, @Nullable ElfSymbol symbol) {
        int number = file.getInt(at + 4);
        int source = source(bytes[at + 1]);
        if (source == 0 && symbol == null) {
            calls.add(new Call(in, number, offset, at));
        } else if (source == SUBPROGRAM) {
            // As libbpf reads it: the number counts instructions from the next one, or from the symbol's begin.
            int from = symbol == null ? offset : symbol.value();
            link(in, at(symbol == null ? text : symbol.section(), from + (number + 1) * INSTRUCTION));
        }
    }

    private static int source(byte registers) {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? registers >> 4 & 0xf : registers & 0xf;
    }

    private void link(Function caller, @Nullable Function callee) {
        if (callee != null) {
            callees.computeIfAbsent(caller, f -> new LinkedHashSet<>()).add(callee);
        }
    }

    private @Nullable Function at(int section, int offset) {
        for (Function function : functions) {
            if (function.section() == section && function.begin() <= offset && offset < function.end()) {
                return function;
            }
        }
        return null;
    }

    /** The helpers' calls that a program makes, itself or in its subprograms, its own first. */
    public List<Call> calls(String program) {
        Set<Function> reached = reached(program);
        return calls.stream().filter(call -> reached.contains(call.in())).toList();
    }

    /** A program and the subprograms that it calls. */
    public Set<Function> reached(String program) {
        Set<Function> reached = new LinkedHashSet<>();
        Deque<Function> next = new ArrayDeque<>(List.of(function(program)));
        while (!next.isEmpty()) {
            Function function = next.remove();
            if (reached.add(function)) {
                next.addAll(callees.getOrDefault(function, Set.of()));
            }
        }
        return reached;
    }

    private Function function(String wanted) {
        return functions.stream()
                .filter(function -> function.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> contradiction("no function \"" + wanted + "\", though a program of that name"));
    }

    /** Tells whether a number can stand for a call without help of another instruction. */
    public static boolean fitsIntoCall(long value) {
        return value == (int) value || value == (value & 0xffff_ffffL);
    }

    /** Puts a number that fits in the place of a call: {@code r0 = number}. */
    public void replace(Call call, long value) {
        bytes[call.at()] = value == (int) value ? MOVE_SIGNED : MOVE_UNSIGNED;
        file.putInt(call.at() + 4, (int) value);
    }

    /** Has a call go to a function of the section {@code .text} that takes nothing. */
    public void replace(Call call, String function) {
        int distance = (function(function).begin() - call.offset()) / INSTRUCTION - 1;
        bytes[call.at() + 1] =
                (byte) (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? SUBPROGRAM << 4 : SUBPROGRAM);
        // Without a relocation libbpf takes the distance for one within .text, whatever section the call is in.
        file.putInt(call.at() + 4, distance);
    }

    /** The object, with what was replaced in it. */
    public byte[] bytes() {
        return bytes;
    }

    private ObjectFormatException contradiction(String found) {
        return new ObjectFormatException(new Problem(
                name + " is no sound BPF object",
                found,
                "functions that lie where the object says they do",
                "build or copy the file again"));
    }
}
