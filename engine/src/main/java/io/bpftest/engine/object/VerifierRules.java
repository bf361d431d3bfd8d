package io.bpftest.engine.object;

import io.bpftest.error.RejectionReason;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The verifier's verdicts that we know how to explain, in the kernel's words ({@code kernel/bpf/verifier.c}) and ours. */
final class VerifierRules {

    /**
     * How to explain one verdict.
     *
     * @param kind which of the frequent reasons it is
     * @param kernel what the kernel says
     * @param reason what the program does wrong; {@code $1} stands for what the first group matched
     * @param remedy what to change
     * @param meant tells of the matched numbers whether this verdict is meant
     */
    record Rule(RejectionReason kind, Pattern kernel, String reason, String remedy, Predicate<MatchResult> meant) {

        /** What of a line matched; empty if this rule is not about it. */
        Optional<Matcher> match(String line) {
            Matcher matcher = kernel.matcher(line);
            return matcher.find() && meant.test(matcher) ? Optional.of(matcher) : Optional.empty();
        }

        /** The reason with what the groups matched in its place. */
        String reason(Matcher matcher) {
            String text = reason;
            for (int group = 1; group <= matcher.groupCount(); group++) {
                text = text.replace("$" + group, String.valueOf(matcher.group(group)));
            }
            return text.replaceAll("\\b1 bytes\\b", "1 byte");
        }
    }

    private static final BigInteger LOWEST_OF_STACK = BigInteger.valueOf(-512);

    private static final String CHECK_PACKET = "compare the pointer with data_end before this line";
    private static final String CHECK_NULL = "compare the result with NULL before this line";
    private static final String BOUND = "bound the index before this line";
    private static final String OUTSIDE = "accesses $2 bytes at offset $1 of the stack, which is from -512 to 0";
    private static final String INSIDE = "keep the index inside the variable; move large variables to a map";

    /** The first that matches is meant, so special cases stand before general ones. */
    static final List<Rule> ALL = List.of(
            rule(
                    RejectionReason.PACKET_BOUNDS,
                    "invalid access to packet, off=(-?\\d+) size=(\\d+), R\\d+\\(id=0,\\s*off=-?\\d+,\\s*r=(\\d+)\\)",
                    "accesses $2 bytes at offset $1 of the packet, which is proven to hold $3 bytes",
                    CHECK_PACKET),
            rule(
                    RejectionReason.PACKET_BOUNDS,
                    "invalid access to packet, off=(-?\\d+) size=(\\d+), R\\d+\\(id=\\d+,\\s*off=-?\\d+,\\s*r=(\\d+)\\)",
                    "accesses $2 bytes behind a variable position of the packet, where $3 bytes are proven",
                    "bound the variable part (& 0xff, say), then compare the same pointer with data_end"),
            rule(
                    RejectionReason.PACKET_BOUNDS,
                    "invalid access to packet.*",
                    "accesses the packet where it is not proven to hold that many bytes",
                    CHECK_PACKET),
            rule(
                    RejectionReason.NULL_VALUE,
                    "R\\d+ invalid mem access '\\w*_or_null_?'",
                    "uses the result of a lookup that may be NULL",
                    CHECK_NULL),
            rule(
                    RejectionReason.NULL_VALUE,
                    "R\\d+ pointer arithmetic on \\w*_or_null_? prohibited.*",
                    "moves the result of a lookup that may be NULL",
                    CHECK_NULL),
            rule(
                    RejectionReason.NOT_A_POINTER,
                    "R\\d+ invalid mem access '(?:scalar|inv)'",
                    "uses a number as a pointer",
                    "if it is a packet pointer, read data and data_end again, and compare them, after each helper that "
                            + "may move the packet (bpf_xdp_adjust_head and its kin)"),
            rule(
                    RejectionReason.MAP_VALUE_BOUNDS,
                    "invalid access to map value, value_size=(\\d+) off=(-?\\d+) size=(\\d+)",
                    "accesses $3 bytes at offset $2 of a map value of $1 bytes",
                    BOUND),
            rule(
                    RejectionReason.UNBOUNDED_INDEX,
                    "R\\d+ unbounded memory access.*|R\\d+ min value is negative.*",
                    "accesses memory at an index that may have any value",
                    BOUND),
            rule(
                    RejectionReason.READ_ONLY,
                    "write into map forbidden, value_size=\\d+ off=(\\d+) size=(\\d+)",
                    "writes $2 bytes at offset $1 of a map that programs may only read, as constants are",
                    "make the variable no constant, or the map one without BPF_F_RDONLY_PROG"),
            rule(
                    RejectionReason.STACK_BOUNDS,
                    "invalid write to stack R\\d+ off=(-?\\d+) size=(\\d+)",
                    OUTSIDE,
                    INSIDE),
            // The kernel says the same of memory inside the stack that was not written.
            new Rule(
                    RejectionReason.STACK_BOUNDS,
                    Pattern.compile("invalid (?:indirect access to|read from|access to) stack R\\d+ "
                            + "off=(-?\\d+) size=(\\d+)"),
                    OUTSIDE,
                    INSIDE,
                    VerifierRules::isOutsideOfStack),
            rule(
                    RejectionReason.STACK_BOUNDS,
                    "invalid variable-offset (?:indirect access to|read from|write to|access to) stack R\\d+ var_off=.*",
                    "accesses the stack at an index that may lie outside of it",
                    INSIDE),
            rule(
                    RejectionReason.UNBOUNDED_INDEX,
                    "invalid unbounded variable-offset .* stack.*",
                    "accesses the stack at an index that may have any value",
                    BOUND),
            rule(
                    RejectionReason.UNINITIALISED_STACK,
                    "invalid (?:indirect )?(?:read from|access to) stack.*",
                    "reads stack memory that was not written",
                    "initialise the variable, padding included, before this line"),
            rule(
                    RejectionReason.UNINITIALISED_REGISTER,
                    "R(\\d+) !read_ok",
                    "uses register R$1, which has no value on some path",
                    "initialise the variable on every path; return a value on every path"),
            rule(
                    RejectionReason.UNBOUNDED_LOOP,
                    "back-edge from insn \\d+ to \\d+|infinite loop detected at insn \\d+",
                    "has a loop whose end the verifier cannot see",
                    "bound the loop by a constant"),
            rule(
                    RejectionReason.TOO_COMPLEX,
                    "(?:BPF program is too large|The sequence of \\d+ jumps is too complex).*",
                    "is too complex for the verifier",
                    "split the program, or make loops and branches fewer"),
            rule(
                    RejectionReason.HELPER_NOT_ALLOWED,
                    "(?:program of this type cannot use helper|unknown func) (bpf_trace_v?printk)",
                    "calls $1 (bpf_printk), which asks for a privilege more than BPF",
                    "give the process CAP_PERFMON; with more than 3 values it needs Linux 5.16, too"),
            rule(
                    RejectionReason.HELPER_NOT_ALLOWED,
                    "(?:program of this type cannot use helper|unknown func) (\\w+)",
                    "calls $1, which this program type or kernel does not have",
                    "use another helper, another type or a newer kernel"),
            rule(
                    RejectionReason.NULL_VALUE,
                    "R\\d+ type=\\w*or_null_? expected=.*|Possibly NULL pointer passed to .*",
                    "gives a function a pointer that may be NULL",
                    CHECK_NULL),
            rule(
                    RejectionReason.ARGUMENT_TYPE,
                    "R(\\d) type=(\\S+) expected=(.+)",
                    "gives a helper $2 as argument $1, where it takes $3",
                    "correct the argument"),
            rule(
                    RejectionReason.CONTEXT_ACCESS,
                    "invalid bpf_context access off=(\\d+) size=(\\d+)",
                    "accesses $2 bytes at offset $1 of its context, where this program type may not",
                    "use a field that programs of this type have; without data and data_end, bpf_skb_load_bytes "
                            + "reads the packet"),
            rule(
                    RejectionReason.RETURN_VALUE,
                    "At program exit the register R0 has .* should have been in (.+)",
                    "returns a value that is not in $1, as this program type must",
                    "return such a value on every path"),
            rule(
                    RejectionReason.LEAKED_REFERENCE,
                    "Unreleased reference.*|BPF_EXIT instruction .* would lead to reference leak",
                    "keeps a reference (a socket, a ring buffer record) that it must give back",
                    "release or submit it on every path"),
            rule(
                    RejectionReason.NOT_IN_KERNEL,
                    "(\\w+)\\(\\) is not modifiable",
                    "changes what $1 returns, which this kernel does not permit",
                    "use a kernel that lists the function for fmod_ret or error injection; LSM hooks are modifiable"),
            // What Linux before 5.13 makes of BPF_PSEUDO_FUNC: a function that nothing in the program calls.
            rule(
                    RejectionReason.NOT_IN_KERNEL,
                    "number of funcs in func_info doesn't match number of subprogs",
                    "hands a function over to be called, as bpf_loop takes one, which this kernel does not know",
                    "use Linux 5.17 or newer for bpf_loop, 5.13 or newer for bpf_for_each_map_elem; or write the loop out, "
                            + "bounded by a constant"),
            rule(
                    RejectionReason.STACK_TOO_LARGE,
                    "combined stack size of (\\d+) calls is (\\d+)\\. Too large",
                    "takes $2 bytes of stack in $1 nested functions, of 512",
                    "move large variables to a per-CPU array"),
            rule(
                    RejectionReason.STACK_TOO_LARGE,
                    "(?:stack size of subprog \\d+ is|tail_calls are not allowed when call stack of previous frames is) "
                            + "(\\d+).*",
                    "takes $1 bytes of stack, which are too many",
                    "move large variables to a per-CPU array"),
            rule(
                    RejectionReason.STACK_TOO_LARGE,
                    "the call stack of (\\d+) frames is too deep.*",
                    "nests $1 function calls, of 8",
                    "let clang inline functions: __always_inline"),
            rule(
                    RejectionReason.POINTER_LEAK,
                    "R(\\d+) leaks addr.*",
                    "gives a kernel address away, in register R$1",
                    "give a number instead, or load the program with CAP_PERFMON"),
            rule(
                    RejectionReason.POINTER_ARITHMETIC,
                    "R\\d+ (?:pointer arithmetic|32-bit pointer arithmetic|bitwise operator|pointer \\S+ pointer|"
                            + "pointer comparison|partial copy of pointer|subtraction from stack pointer).*",
                    "computes with a pointer what pointers do not permit",
                    "add and subtract numbers only"),
            rule(
                    RejectionReason.POINTER_ARITHMETIC,
                    "math between \\S+ pointer and (?:register with unbounded min value|.*) is not allowed.*|"
                            + "value .* makes \\S+ pointer be out of bounds",
                    "adds a number to a pointer that may be too large, or negative",
                    BOUND),
            rule(
                    RejectionReason.MISALIGNED_ACCESS,
                    "misaligned (\\w+) access off .* size (\\d+)",
                    "accesses $2 bytes of the $1 at an address that $2 does not divide",
                    "align the variable, or access it byte by byte"),
            rule(
                    RejectionReason.READ_ONLY,
                    "cannot write into packet|R\\d+ cannot write into packet.*",
                    "writes into a packet that this program type may only read",
                    "use a type that may write, such as XDP or TC"),
            rule(
                    RejectionReason.READ_ONLY,
                    "R\\d+ cannot write into (\\w+).*|only read is supported",
                    "writes into memory that it may only read",
                    "read it only, or write by a helper that is there for it"),
            rule(
                    RejectionReason.CONTEXT_ACCESS,
                    "dereference of modified ctx ptr.*",
                    "accesses its context through a pointer that was moved",
                    "access the context by its fields, directly"),
            rule(
                    RejectionReason.UNREACHABLE_CODE,
                    "unreachable insn (\\d+)",
                    "has an instruction that no path reaches, number $1",
                    "remove it; clang makes none from C, so look for inline assembly"),
            rule(
                    RejectionReason.INVALID_CODE,
                    "jump out of range from insn \\d+ to \\d+|last insn is not an exit or jmp|unknown opcode .*|"
                            + "BPF_\\w+ uses reserved fields|jump into the middle of ldimm64 insn.*",
                    "has instructions that are none, or that lead out of a function",
                    "build the object again; if it is sound, look for inline assembly"),
            rule(
                    RejectionReason.LOCK_MISUSE,
                    "bpf_spin_unlock is missing|(?:BPF_EXIT instruction|tail_call).* cannot be used inside "
                            + "bpf_.*|bpf_(?:rcu|preempt)_\\w+ is missing",
                    "ends, or tail-calls, with a lock that it holds",
                    "unlock on every path"),
            rule(
                    RejectionReason.LOCK_MISUSE,
                    "function calls are not allowed while holding a lock|(?:Two|Locking two) bpf_spin_locks are not "
                            + "allowed|bpf_spin_unlock without taking a lock|bpf_spin_unlock of different lock|"
                            + "bpf_spin_lock cannot be accessed directly.*|.*has no valid bpf_spin_lock.*",
                    "does with a lock, or under one, what is not permitted",
                    "between lock and unlock read and write memory only, and call nothing"),
            rule(
                    RejectionReason.SLEEP_NOT_ALLOWED,
                    ".*(?:might sleep in|that may sleep are not allowed in|sleepable \\w+ .* in|may sleep.* in) .*",
                    "calls what may sleep where a program must not",
                    "make the program sleepable (a section ending in .s), or call it outside of locks and callbacks"),
            rule(
                    RejectionReason.HELPER_NOT_ALLOWED,
                    "calling kernel function (\\w+) is not allowed|kernel function (\\w+) is not allowed",
                    "calls a kernel function that this program type may not",
                    "use another program type or a helper"),
            rule(
                    RejectionReason.LICENCE,
                    "cannot call GPL-restricted function.*",
                    "calls a helper for GPL programs, but its licence is not compatible",
                    "set char LICENSE[] SEC(\"license\") = \"GPL\" or \"Dual BSD/GPL\""));

    private VerifierRules() {}

    private static Rule rule(RejectionReason kind, String kernel, String reason, String remedy) {
        return new Rule(kind, Pattern.compile(kernel), reason, remedy, matched -> true);
    }

    /** Whether an access begins below the stack or ends above it, by its offset and size. */
    private static boolean isOutsideOfStack(MatchResult access) {
        BigInteger offset = new BigInteger(access.group(1));
        BigInteger end = offset.add(new BigInteger(access.group(2)));
        return offset.compareTo(LOWEST_OF_STACK) < 0 || offset.signum() >= 0 || end.signum() > 0;
    }
}
