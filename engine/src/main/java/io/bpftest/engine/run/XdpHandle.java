package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.ManyQueues;
import io.bpftest.program.XdpLiveOptions;
import io.bpftest.program.XdpLiveRun;
import io.bpftest.program.XdpOptions;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;
import org.jspecify.annotations.Nullable;

/** Runs XDP programs, with a {@code struct xdp_md} where the kernel takes one (5.15). */
public final class XdpHandle extends PacketHandle<XdpRun, XdpOptions> implements XdpProgram {

    private static final int CONTEXT_SIZE = 24;
    private static final int DATA = 0;
    private static final int DATA_END = 4;
    private static final int INGRESS_INTERFACE = 12;
    private static final int RECEIVE_QUEUE = 16;

    private static final byte[] NOTHING = {};

    /** Learnt from the first run: a kernel before 5.15 refuses any context. */
    private static volatile boolean contextRefused;

    /** {@code bpf_xdp_adjust_meta}. */
    private static final int ADJUST_METADATA = 54;

    /** Without it, what comes out begins where the packet does, and there is nothing to read from a context. */
    private final boolean mayMakeMetadata;

    /** Makes the handle of a loaded program. */
    public XdpHandle(RunTarget target) {
        super(target, RunErrors.XDP);
        this.mayMakeMetadata = target.mayCall(ADJUST_METADATA);
    }

    @Override
    int execute(TestRun run, int program, byte[] packet, @Nullable XdpOptions options) {
        if (options == null && (contextRefused || !mayMakeMetadata)) {
            return withoutContext(run, program, packet);
        }
        byte[] metadata = options == null ? NOTHING : options.metadata();
        long context = run.newContext(CONTEXT_SIZE);
        // Always set: a context that is zero says that the packet has no bytes at all.
        NativeMemory.putInt(context + DATA_END, metadata.length + packet.length);
        NativeMemory.putInt(context + DATA, metadata.length);
        if (options != null) {
            NativeMemory.putInt(context + INGRESS_INTERFACE, options.ingressInterface());
            NativeMemory.putInt(context + RECEIVE_QUEUE, options.receiveQueue());
        }
        int error = run.run(program, metadata, packet, CONTEXT_SIZE, true);
        if (options == null && Errno.EINVAL.is(error)) {
            error = withoutContext(run, program, packet);
            contextRefused |= error == 0;
        }
        return error;
    }

    @Override
    int execute(TestRun run, int program, long packet, int size) {
        return mayMakeMetadata ? super.execute(run, program, packet, size) : run.run(program, packet, size);
    }

    @Override
    int outputFrom(TestRun run) {
        return mayMakeMetadata ? NativeMemory.getInt(run.contextOut() + DATA) : 0;
    }

    /** A queue of no interface is one of an interface that is made for that. */
    @Override
    XdpRun runWith(byte[] packet, XdpOptions options) {
        return isAnywhere(options)
                ? ManyQueues.with(index -> super.runWith(packet, options.ingressInterface(index)))
                : super.runWith(packet, options);
    }

    @Override
    XdpRun repeated(byte[] packet, @Nullable XdpOptions options, int times) {
        return options != null && isAnywhere(options)
                ? ManyQueues.with(index -> super.repeated(packet, options.ingressInterface(index), times))
                : super.repeated(packet, options, times);
    }

    private static boolean isAnywhere(XdpOptions options) {
        return options.ingressInterface() == 0
                && options.receiveQueue() > 0
                && options.receiveQueue() < ManyQueues.NUMBER;
    }

    @Override
    public XdpLiveRun runLive(byte[] packet, XdpLiveOptions options) {
        return new LiveRun(this, programFor(packet.length), packet, options).run(printk());
    }

    /** What is read as the size of metadata afterwards is zero. */
    private static int withoutContext(TestRun run, int program, byte[] packet) {
        NativeMemory.putInt(run.contextOut() + DATA, 0);
        return run.run(program, NOTHING, packet, 0, false);
    }

    /** The output begins with the metadata. */
    @Override
    XdpRun result(byte[] input, TestRun run) {
        int metadata = NativeMemory.getInt(run.contextOut() + DATA);
        return new XdpRun(
                this,
                input,
                run.output(metadata, run.outputSize()),
                run.returnValue(),
                run.duration(),
                metadata == 0 ? NOTHING : run.output(0, metadata));
    }
}
