package io.bpftest.engine.trial;

/**
 * What a trial showed.
 *
 * @param harm what became of the process; empty if the object did it no harm
 */
public record Verdict(String harm) {

    /** Of an object that harms nobody, though libbpf or the kernel may refuse it. */
    static final Verdict HARMLESS = new Verdict("");

    /** Whether this process may open the object. */
    public boolean isHarmless() {
        return harm.isEmpty();
    }
}
