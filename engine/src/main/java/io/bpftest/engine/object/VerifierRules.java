package io.bpftest.engine.object;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The verifier's verdicts that we know how to explain, in the kernel's words ({@code kernel/bpf/verifier.c}) and ours. */
final class VerifierRules {

    /**
     * How to explain one verdict.
     *
     * @param kernel what the kernel says
     * @param reason what the program does wrong; {@code $1} stands for what the first group matched
     * @param remedy what to change
     */
    record Rule(Pattern kernel, String reason, String remedy) {

        /** The reason with what the groups matched in its place. */
        String reason(Matcher matcher) {
            String text = reason;
            for (int group = 1; group <= matcher.groupCount(); group++) {
                text = text.replace("$" + group, String.valueOf(matcher.group(group)));
            }
            return text.replaceAll("\\b1 bytes\\b", "1 byte");
        }
    }

    private static final String CHECK_PACKET = "compare the pointer with data_end before this line";
    private static final String CHECK_NULL = "compare the result with NULL before this line";
    private static final String BOUND = "bound the index before this line";

    /** The first that matches is meant, so special cases stand before general ones. */
    static final List<Rule> ALL = List.of(
            rule(
                    "invalid access to packet, off=(-?\\d+) size=(\\d+), R\\d+\\(id=0,\\s*off=-?\\d+,\\s*r=(\\d+)\\)",
                    "accesses $2 bytes at offset $1 of the packet, which is proven to hold $3 bytes",
                    CHECK_PACKET),
            rule(
                    "invalid access to packet, off=(-?\\d+) size=(\\d+), R\\d+\\(id=\\d+,\\s*off=-?\\d+,\\s*r=(\\d+)\\)",
                    "accesses $2 bytes behind a variable position of the packet, where $3 bytes are proven",
                    "bound the variable part (& 0xff, say), then compare the same pointer with data_end"),
            rule(
                    "invalid access to packet.*",
                    "accesses the packet where it is not proven to hold that many bytes",
                    CHECK_PACKET),
            rule("R\\d+ invalid mem access '\\w*_or_null'", "uses the result of a lookup that may be NULL", CHECK_NULL),
            rule(
                    "R\\d+ pointer arithmetic on \\w*_or_null prohibited.*",
                    "moves the result of a lookup that may be NULL",
                    CHECK_NULL),
            rule(
                    "R\\d+ invalid mem access '(?:scalar|inv)'",
                    "uses a number as a pointer",
                    "if it is a packet pointer, read data and data_end again, and compare them, after each helper that "
                            + "may move the packet (bpf_xdp_adjust_head and its kin)"),
            rule(
                    "invalid access to map value, value_size=(\\d+) off=(-?\\d+) size=(\\d+)",
                    "accesses $3 bytes at offset $2 of a map value of $1 bytes",
                    BOUND),
            rule(
                    "R\\d+ unbounded memory access.*|R\\d+ min value is negative.*",
                    "accesses memory at an index that may have any value",
                    BOUND),
            rule(
                    "write into map forbidden, value_size=\\d+ off=(\\d+) size=(\\d+)",
                    "writes $2 bytes at offset $1 of a map that programs may only read, as constants are",
                    "make the variable no constant, or the map one without BPF_F_RDONLY_PROG"),
            rule(
                    "invalid (?:indirect access to|read from|write to|access to) stack R\\d+ "
                            + "off=(-(?:51[3-9]|5[2-9]\\d|[6-9]\\d\\d|\\d{4,})|\\d+) size=(\\d+)",
                    "accesses $2 bytes at offset $1 of the stack, which is from -512 to 0",
                    "keep the index inside the variable; move large variables to a map"),
            rule(
                    "invalid unbounded variable-offset .* stack.*",
                    "accesses the stack at an index that may have any value",
                    BOUND),
            rule(
                    "invalid (?:indirect )?(?:read from|access to) stack.*",
                    "reads stack memory that was not written",
                    "initialise the variable, padding included, before this line"),
            rule(
                    "R(\\d+) !read_ok",
                    "uses register R$1, which has no value on some path",
                    "initialise the variable on every path; return a value on every path"),
            rule(
                    "back-edge from insn \\d+ to \\d+|infinite loop detected at insn \\d+",
                    "has a loop whose end the verifier cannot see",
                    "bound the loop by a constant"),
            rule(
                    "(?:BPF program is too large|The sequence of \\d+ jumps is too complex).*",
                    "is too complex for the verifier",
                    "split the program, or make loops and branches fewer"),
            rule(
                    "(?:program of this type cannot use helper|unknown func) (bpf_trace_v?printk)",
                    "calls $1 (bpf_printk), which asks for a privilege more than BPF",
                    "give the process CAP_PERFMON; with more than 3 values it needs Linux 5.16, too"),
            rule(
                    "(?:program of this type cannot use helper|unknown func) (\\w+)",
                    "calls $1, which this program type or kernel does not have",
                    "use another helper, another type or a newer kernel"),
            rule(
                    "R(\\d) type=(\\S+) expected=(.+)",
                    "gives a helper $2 as argument $1, where it takes $3",
                    "correct the argument"),
            rule(
                    "invalid bpf_context access off=(\\d+) size=(\\d+)",
                    "accesses $2 bytes at offset $1 of its context, where this program type may not",
                    "use a field that programs of this type have; without data and data_end, bpf_skb_load_bytes "
                            + "reads the packet"),
            rule(
                    "At program exit the register R0 has .* should have been in (.+)",
                    "returns a value that is not in $1, as this program type must",
                    "return such a value on every path"),
            rule(
                    "Unreleased reference.*|BPF_EXIT instruction .* would lead to reference leak",
                    "keeps a reference (a socket, a ring buffer record) that it must give back",
                    "release or submit it on every path"),
            rule(
                    "(\\w+)\\(\\) is not modifiable",
                    "changes what $1 returns, which this kernel does not permit",
                    "use a kernel that lists the function for fmod_ret or error injection; LSM hooks are modifiable"),
            // What Linux before 5.13 makes of BPF_PSEUDO_FUNC: a function that nothing in the program calls.
            rule(
                    "number of funcs in func_info doesn't match number of subprogs",
                    "hands a function over to be called, as bpf_loop takes one, which this kernel does not know",
                    "use Linux 5.17 or newer for bpf_loop, 5.13 or newer for bpf_for_each_map_elem; or write the loop out, "
                            + "bounded by a constant"),
            rule(
                    "cannot call GPL-restricted function.*",
                    "calls a helper for GPL programs, but its licence is not compatible",
                    "set char LICENSE[] SEC(\"license\") = \"GPL\" or \"Dual BSD/GPL\""));

    private VerifierRules() {}

    private static Rule rule(String kernel, String reason, String remedy) {
        return new Rule(Pattern.compile(kernel), reason, remedy);
    }
}
