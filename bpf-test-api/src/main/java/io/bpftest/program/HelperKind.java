package io.bpftest.program;

import java.util.Optional;
import java.util.function.LongPredicate;

/** What helpers do, as far as it decides which constant may stand for their calls. */
public enum HelperKind {
    /** It returns a number, and all that the program has of it is that number: any value may stand for it. */
    NUMBER("any value", "", value -> true),

    /** It returns a pointer, or NULL: only NULL may stand for it, which is what it returns where it finds nothing. */
    POINTER(
            "0, which is NULL: nothing found, or no room",
            "it returns a pointer, and the verifier takes none from a constant",
            value -> value == 0),

    /** It does something that is seen elsewhere: only an error may stand for it, which says that nothing was done. */
    EFFECT(
            "a negative errno, such as -22 (EINVAL): nothing was done",
            "it does something beside returning, which a constant would only claim",
            value -> value < 0),

    /** It fills memory of the program. */
    OUTPUT("", "it writes what it finds to memory, which a constant would leave as it was", value -> false),

    /** It returns a pointer that programs need not check. */
    POINTER_FOR_SURE(
            "", "it returns a pointer that is never NULL, and the verifier takes none from a constant", v -> false),

    /** The verifier keeps account of what it takes and gives. */
    BOOKKEEPING("", "the verifier counts what it takes and gives back: a lock, a socket, a record", value -> false),

    /** It runs a function of the program. */
    CALLBACK("", "it calls a function of the program, which a constant would not", value -> false),

    /** It returns only where it fails. */
    TAIL_CALL(
            "",
            "it goes on in another program; to see it fail, leave its slot of the prog array empty",
            value -> false),

    /** It returns nothing. */
    NOTHING("", "it returns nothing that a constant could stand for", value -> false);

    private final String allowed;
    private final String reason;
    private final LongPredicate standsIn;

    HelperKind(String allowed, String reason, LongPredicate standsIn) {
        this.allowed = allowed;
        this.reason = reason;
        this.standsIn = standsIn;
    }

    /** Says which values may stand for a call; empty if none may. */
    public Optional<String> allowed() {
        return allowed.isEmpty() ? Optional.empty() : Optional.of(allowed);
    }

    /** Says why not each value may stand for a call; empty if each may. */
    public String reason() {
        return reason;
    }

    /** Tells whether a value may stand for a call. */
    public boolean allows(long value) {
        return standsIn.test(value);
    }
}
