package io.bpftest.program;

/** What can be counted of the kernel's work on a program that it loads; the words are those of the kernel's log. */
public enum VerifierFigure {

    /** How many instructions the verifier went through, each as often as it did ({@code processed N insns}). */
    INSTRUCTIONS("instructions"),

    /** How many states of registers and stack it kept to compare with ({@code total_states}). */
    STATES("states"),

    /** How many of these at once ({@code peak_states}). */
    PEAK_STATES("peak states"),

    /**
     * The bytes of stack of the program and all its functions together ({@code stack depth}): what calls that are nested
     * use is never more. The kernel permits 512 bytes for the functions of one chain of calls.
     */
    STACK("bytes of stack"),

    /** The bytes of BPF instructions that the kernel keeps, after it has changed them. */
    TRANSLATED("bytes of BPF"),

    /** The bytes of machine code that it made of them. */
    MACHINE_CODE("bytes of machine code"),

    /** How long the verification took, in microseconds; another number at each load. */
    MICROSECONDS("microseconds");

    private final String words;

    VerifierFigure(String words) {
        this.words = words;
    }

    /** The unit in a reader's words, such as {@code bytes of stack}. */
    public String words() {
        return words;
    }

    /** Tells whether a program that stays the same has the same figure at each load on one kernel. */
    public boolean isSteady() {
        return this != MICROSECONDS;
    }
}
