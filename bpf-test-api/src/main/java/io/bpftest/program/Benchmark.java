package io.bpftest.program;

import java.util.List;

/**
 * How long a program takes for one packet, measured by the kernel within a test run, without the system call around it.
 *
 * @param program what was measured, where and on which kernel
 * @param input the packet, or the lookup, in a line
 * @param outcome what a single run of it gave, such as {@code XDP_PASS}
 * @param samples nanoseconds per run
 * @param repeat how many runs each sample is the mean of
 * @param verifiedInstructions how many instructions the verifier went through, each as often as it did; 0 where the kernel does
 *     not tell (since Linux 5.16). With the next, the figure that noise does not change
 * @param jitedBytes the bytes of machine code that the kernel made of the program; 0 where it does not tell
 * @param notes what makes the figures mean something else, such as changes to the packet that accumulate; mostly empty
 */
public record Benchmark(
        ProgramInfo program,
        String input,
        String outcome,
        Samples samples,
        int repeat,
        int verifiedInstructions,
        int jitedBytes,
        List<String> notes) {

    /** Copies the notes. */
    public Benchmark {
        notes = List.copyOf(notes);
    }

    /** The median in nanoseconds per run; see {@link Samples#median}. */
    public double median() {
        return samples.median();
    }

    /** The median absolute deviation in nanoseconds; see {@link Samples#spread}. */
    public double spread() {
        return samples.spread();
    }

    /** How much the samples vary, in words. */
    public String noise() {
        return samples.noise();
    }

    /** The figures in a few lines, for a console or a report entry. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(program.title() + " \"" + program.name() + "\": " + samples + " of "
                + String.format(java.util.Locale.ROOT, "%,d", repeat) + " runs\n  " + input + ": " + outcome + "\n  "
                + noise() + "\n  " + told(verifiedInstructions) + " instructions verified, " + told(jitedBytes)
                + " bytes of machine code, kernel " + program.kernel() + " (" + program.environment() + ")");
        notes.forEach(note -> text.append("\n  ").append(note));
        return text.toString();
    }

    private static String told(int figure) {
        return figure == 0 ? "unknown" : Integer.toString(figure);
    }
}
