package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.LiveFrames;
import io.bpftest.engine.kernel.Printk;
import io.bpftest.error.BpfException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import io.bpftest.error.RunOptionException;
import io.bpftest.error.RunRefusedException;
import io.bpftest.program.XdpLiveOptions;
import io.bpftest.program.XdpLiveRun;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * Runs an XDP program on live frames ({@code bpf_test_run_xdp_live} of {@code net/bpf/test_run.c}).
 *
 * <p>A batch size is always said. Kernels without live frames do not know it and refuse the run, while the flag alone
 * some of them would overlook, and give a plain run for a live one.
 */
final class LiveRun {

    // struct bpf_test_run_opts (libbpf 1.0)
    private static final int OPTIONS_SIZE = 80;
    private static final int DATA_IN = 8;
    private static final int DATA_SIZE_IN = 24;
    private static final int CONTEXT_IN = 32;
    private static final int CONTEXT_SIZE_IN = 48;
    private static final int REPEAT = 60;
    private static final int DURATION = 64;
    private static final int FLAGS = 68;
    private static final int BATCH_SIZE = 76;

    // struct xdp_md, behind the options
    private static final int CONTEXT_SIZE = 24;
    private static final int CONTEXT_DATA = OPTIONS_SIZE;
    private static final int CONTEXT_DATA_END = OPTIONS_SIZE + 4;
    private static final int INGRESS_INTERFACE = OPTIONS_SIZE + 12;
    private static final int PACKET = OPTIONS_SIZE + CONTEXT_SIZE;

    private static final int BPF_F_TEST_XDP_LIVE_FRAMES = 1 << 1;

    /** {@code TEST_XDP_MAX_BATCH} and one more. */
    private static final int TOO_LARGE_BATCH = 257;

    /** Programs that run where a map's entry sends a frame to. */
    private static final Pattern OF_A_MAP = Pattern.compile("xdp(\\.frags)?[/_](dev|cpu)map(/.*)?");

    private final XdpHandle program;
    private final int fd;
    private final byte[] packet;
    private final XdpLiveOptions options;
    private final ByteBuffer memory;

    LiveRun(XdpHandle program, int fd, byte[] packet, XdpLiveOptions options) {
        this.program = program;
        this.fd = fd;
        this.packet = packet;
        this.options = options;
        byte[] metadata = options.metadata();
        int size = metadata.length + packet.length;
        memory = NativeMemory.allocate(PACKET + size);
        long address = NativeMemory.address(memory);
        memory.putLong(0, OPTIONS_SIZE)
                .putLong(DATA_IN, address + PACKET)
                .putInt(DATA_SIZE_IN, size)
                .putLong(CONTEXT_IN, address + OPTIONS_SIZE)
                .putInt(CONTEXT_SIZE_IN, CONTEXT_SIZE)
                .putInt(REPEAT, options.frames())
                .putInt(FLAGS, BPF_F_TEST_XDP_LIVE_FRAMES)
                .putInt(CONTEXT_DATA, metadata.length)
                .putInt(CONTEXT_DATA_END, size)
                .putInt(INGRESS_INTERFACE, options.ingressInterface());
        memory.position(PACKET).put(metadata).put(packet);
    }

    XdpLiveRun run(Printk printk) {
        printk.start();
        LiveFrames frames = LiveFrames.start(fd, options.ingressInterface());
        int error = call(options.batchSize());
        var counts = frames.stop();
        if (error < 0) {
            throw failure(error);
        }
        return new XdpLiveRun(program, packet, options, memory.getInt(DURATION), counts, printk.stop());
    }

    /** Gives 0 or a negative errno. Not tried again when a signal ends it: frames would be sent twice. */
    private int call(int batchSize) {
        memory.putInt(BATCH_SIZE, batchSize);
        return Native.libbpf().bpf_prog_test_run_opts(fd, NativeMemory.address(memory));
    }

    private BpfException failure(int error) {
        if (Errno.EINTR.is(error)) {
            return new RunRefusedException(new Problem(
                    "A signal cut the live run of " + program + " short",
                    "some of " + options + " ran, how many is not known",
                    "no signal while the frames run",
                    "run the test again, or at most as many frames as a batch has, which no signal cuts short"));
        }
        if (Errno.ENODEV.is(error)) {
            return new RunOptionException(new Problem(
                    program + " cannot run live frames on interface " + options.ingressInterface(),
                    "the kernel says " + Errno.text(error),
                    "the index of an interface of this thread's network namespace",
                    "name the interface, or make it before the run"));
        }
        if (Errno.ENOMEM.is(error)) {
            return new RunRefusedException(new Problem(
                    "The kernel gave up live frames of " + program,
                    "the kernel says " + Errno.text(error),
                    "memory for " + options,
                    "run fewer frames in a batch"));
        }
        return Errno.EINVAL.is(error) || Errno.E2BIG.is(error)
                ? invalid(error)
                : RunErrors.refused(program.info(), error);
    }

    private BpfException invalid(int error) {
        if (OF_A_MAP.matcher(program.info().section()).matches()) {
            return new RunRefusedException(new Problem(
                    program + " cannot run on live frames",
                    "section " + program.info().section(),
                    "a program of an interface: those of the entries of devmaps and cpumaps have no test run",
                    "test what it shares with a program of section xdp"));
        }
        // A kernel that has live frames names this batch size as too large before it looks at anything else.
        if (!Errno.E2BIG.is(call(TOO_LARGE_BATCH))) {
            return new FeatureMissingException(new Problem(
                    "This kernel has no live frames for " + program,
                    "kernel " + program.info().kernel() + " says " + Errno.text(error),
                    "Linux 5.18 or newer (BPF_F_TEST_XDP_LIVE_FRAMES)",
                    "use another kernel; plain runs tell the verdict on any"));
        }
        return new PacketException(new Problem(
                program + " cannot run live frames of this packet",
                packet.length + " bytes of packet, " + options.metadata().length
                        + " bytes of metadata; the kernel says " + Errno.text(error),
                RunErrors.SHORTEST
                        + " bytes to what one page holds beside the kernel's own, some 3,400 bytes: live frames have "
                        + "no fragments; at most 216 bytes of metadata, in older kernels 32",
                "give a packet within these limits; plain runs take larger ones"));
    }
}
