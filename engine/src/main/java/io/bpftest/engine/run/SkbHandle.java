package io.bpftest.engine.run;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.program.SkbContext;
import io.bpftest.program.SkbOptions;
import io.bpftest.program.SkbRun;
import org.jspecify.annotations.Nullable;

/** What the handles of all skb types have in common: a {@code struct __sk_buff} in and out ({@code linux/bpf.h}). */
abstract class SkbHandle<R extends SkbRun> extends PacketHandle<R, SkbOptions> {

    private static final int CONTEXT_SIZE = 192;
    private static final int MARK = 8;
    private static final int PRIORITY = 32;
    private static final int INGRESS_INTERFACE = 36;
    private static final int INTERFACE = 40;
    private static final int CONTROL_BLOCK = 48;
    private static final int CONTROL_WORDS = 5;
    private static final int TIMESTAMP = 152;
    private static final int WIRE_LENGTH = 160;
    private static final int GSO_SEGMENTS = 164;
    private static final int GSO_SIZE = 176;
    private static final int HARDWARE_TIMESTAMP = 184;

    private static final byte[] NOTHING = {};

    SkbHandle(RunTarget target) {
        super(target, RunErrors.SKB);
    }

    /** Makes the typed result of a run. */
    abstract R result(byte[] input, byte[] output, int returnValue, int nanoseconds, SkbContext context);

    @Override
    final int execute(TestRun run, int program, byte[] packet, @Nullable SkbOptions options) {
        if (options != null) {
            write(options, run.newContext(CONTEXT_SIZE));
        }
        return run.run(program, NOTHING, packet, options == null ? 0 : CONTEXT_SIZE, true);
    }

    @Override
    final int execute(TestRun run, int program, long packet, int size) {
        return run.run(program, packet, size);
    }

    @Override
    final R result(byte[] input, TestRun run) {
        byte[] output = run.output(0, run.outputSize());
        return result(input, output, run.returnValue(), run.duration(), read(run.contextOut()));
    }

    private static void write(SkbOptions options, long context) {
        NativeMemory.putInt(context + MARK, options.mark());
        NativeMemory.putInt(context + PRIORITY, options.priority());
        NativeMemory.putInt(context + INGRESS_INTERFACE, options.ingressInterface());
        NativeMemory.putInt(context + INTERFACE, options.onInterface());
        NativeMemory.putLong(context + TIMESTAMP, options.timestamp());
        NativeMemory.putInt(context + WIRE_LENGTH, options.wireLength());
        NativeMemory.putInt(context + GSO_SEGMENTS, options.gsoSegments());
        NativeMemory.putInt(context + GSO_SIZE, options.gsoSize());
        NativeMemory.putLong(context + HARDWARE_TIMESTAMP, options.hardwareTimestamp());
        int[] words = options.controlBlock();
        for (int i = 0; i < words.length; i++) {
            NativeMemory.putInt(context + CONTROL_BLOCK + (long) i * Integer.BYTES, words[i]);
        }
    }

    private static SkbContext read(long context) {
        int[] words = new int[CONTROL_WORDS];
        for (int i = 0; i < words.length; i++) {
            words[i] = NativeMemory.getInt(context + CONTROL_BLOCK + (long) i * Integer.BYTES);
        }
        return new SkbContext(
                NativeMemory.getInt(context + MARK),
                NativeMemory.getInt(context + PRIORITY),
                NativeMemory.getInt(context + INGRESS_INTERFACE),
                NativeMemory.getInt(context + INTERFACE),
                words,
                NativeMemory.getLong(context + TIMESTAMP),
                NativeMemory.getInt(context + WIRE_LENGTH),
                NativeMemory.getInt(context + GSO_SEGMENTS),
                NativeMemory.getLong(context + HARDWARE_TIMESTAMP));
    }
}
