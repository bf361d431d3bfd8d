package io.bpftest.error;

/**
 * Why the verifier rejects programs, as far as it is one of the frequent reasons. What a kernel says in words differs from
 * version to version, the reason does not.
 */
public enum RejectionReason {

    /** Reads or writes a packet where it was not compared with {@code data_end}. */
    PACKET_BOUNDS("access beyond what is proven of the packet"),

    /** Uses what a map's lookup gave, or another pointer that may be NULL, without a comparison. */
    NULL_VALUE("use of a pointer that may be NULL"),

    /** Reads or writes outside of a map's value. */
    MAP_VALUE_BOUNDS("access outside of a map's value"),

    /** Uses an index or a length that may have any value. */
    UNBOUNDED_INDEX("index or length without a bound"),

    /** Reads or writes outside of the 512 bytes of stack. */
    STACK_BOUNDS("access outside of the stack"),

    /** Calls functions that need more than 512 bytes of stack together. */
    STACK_TOO_LARGE("too much stack in nested calls"),

    /** Reads stack memory that was not written; since Linux 6.3 forbidden without CAP_PERFMON alone. */
    UNINITIALISED_STACK("stack memory that was not written"),

    /** Uses a register that has no value on some path: a variable without one, a function that returns none. */
    UNINITIALISED_REGISTER("value that is not there on some path"),

    /** Uses a number as a pointer; a packet pointer is one after a helper that may have moved the packet. */
    NOT_A_POINTER("number used as a pointer"),

    /** Computes with pointers what the verifier cannot follow. */
    POINTER_ARITHMETIC("forbidden arithmetic on a pointer"),

    /** Lets a kernel's address out; forbidden without CAP_PERFMON alone. */
    POINTER_LEAK("kernel address given away"),

    /** Accesses memory at an address that its size does not divide. */
    MISALIGNED_ACCESS("misaligned access"),

    /** Writes what may only be read: a constant, a map or packet that this type may not write. */
    READ_ONLY("write to read-only memory"),

    /** Accesses a field of its context that this program type does not have, or may not write. */
    CONTEXT_ACCESS("field of the context that the type does not have"),

    /** Has a loop whose end the verifier cannot see. */
    UNBOUNDED_LOOP("loop without a bound"),

    /** Has more paths than the verifier follows. */
    TOO_COMPLEX("too complex"),

    /** Has instructions that no path reaches. */
    UNREACHABLE_CODE("code that no path reaches"),

    /** Has instructions that are none, or a jump out of a function. */
    INVALID_CODE("invalid instructions"),

    /** Calls a helper or kernel function that this program type or kernel does not have. */
    HELPER_NOT_ALLOWED("helper or kernel function that the type does not have"),

    /** Gives a helper, or a function, an argument of the wrong type. */
    ARGUMENT_TYPE("argument of the wrong type"),

    /** Returns what programs of this type may not return. */
    RETURN_VALUE("return value out of range"),

    /** Keeps a reference that it must give back: a socket, a record of a ring buffer. */
    LEAKED_REFERENCE("reference that is not given back"),

    /** Takes a lock and does not give it back, or does what must not be done under one. */
    LOCK_MISUSE("misuse of a lock"),

    /** Calls what may sleep where it must not. */
    SLEEP_NOT_ALLOWED("call that may sleep where it must not"),

    /** Calls a helper for GPL programs under another licence. */
    LICENCE("licence that is not compatible with GPL"),

    /** Uses what this kernel does not have, such as callbacks. */
    NOT_IN_KERNEL("feature that this kernel does not have"),

    /** Any other reason. */
    OTHER("reason that is none of the frequent ones");

    private final String words;

    RejectionReason(String words) {
        this.words = words;
    }

    /** The reason in a few words, without a verb. */
    public String words() {
        return words;
    }
}
