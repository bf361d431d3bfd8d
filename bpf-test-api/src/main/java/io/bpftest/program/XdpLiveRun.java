package io.bpftest.program;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is known of a live run: counters. The kernel gives neither verdicts nor packets of live frames, so this is no
 * {@link Run}.
 *
 * <p>The counters come from trace events that the frames raise in the thread that runs them: {@code xdp_redirect}, {@code
 * xdp_redirect_err} and {@code netif_receive_skb_list_entry}. Frames of other threads and programs are not counted.
 * What counts them needs CAP_PERFMON, and tracefs or CAP_SYS_ADMIN; where these are missing, the frames still run, and
 * only asking for a counter fails.
 */
public final class XdpLiveRun {

    private final Program program;
    private final byte[] input;
    private final XdpLiveOptions options;
    private final int nanoseconds;
    private final Supplier<LiveFrameCounts> counts;
    private final Supplier<List<String>> printk;

    /**
     * Records a run; engines call this.
     *
     * @param input the packet as it went in; not copied
     * @param nanoseconds the mean time of a frame, as the kernel measured it
     * @param counts gives what was counted, or throws what kept it from being counted
     * @param printk gives what was printed, or throws what kept it from being captured
     */
    public XdpLiveRun(
            Program program,
            byte[] input,
            XdpLiveOptions options,
            int nanoseconds,
            Supplier<LiveFrameCounts> counts,
            Supplier<List<String>> printk) {
        this.program = program;
        this.input = input;
        this.options = options;
        this.nanoseconds = nanoseconds;
        this.counts = counts;
        this.printk = printk;
    }

    /** The program that ran. */
    public Program program() {
        return program;
    }

    /** The packet's bytes as the first frame had them. */
    public byte[] input() {
        return input.clone();
    }

    /** How the frames ran. */
    public XdpLiveOptions options() {
        return options;
    }

    /** How many frames ran: all that were asked for. */
    public int frames() {
        return options.frames();
    }

    /**
     * How many frames went up to the network stack ({@code XDP_PASS}).
     *
     * @throws io.bpftest.error.PrivilegeException if this process may not count them
     * @throws io.bpftest.error.FeatureMissingException if this kernel does not tell it
     */
    public long passed() {
        return counts.get().passed();
    }

    /**
     * How many frames the kernel took to send: for {@code XDP_REDIRECT}, and for {@code XDP_TX}, which live frames turn
     * into a redirect to their own interface. The driver may still drop them, as when its queue is full. Errors as {@link
     * #passed()}.
     */
    public long redirected() {
        return counts.get().redirected();
    }

    /**
     * How many frames the kernel should have sent but refused, since the target does not exist, is down, or its driver
     * sends no XDP frames; they are dropped. Errors as {@link #passed()}.
     */
    public long refused() {
        return counts.get().refused();
    }

    /**
     * How many frames were dropped by the program's verdict, be it {@code XDP_DROP}, {@code XDP_ABORTED} or no action at
     * all: those that neither passed nor were to be sent. Errors as {@link #passed()}.
     */
    public long dropped() {
        LiveFrameCounts all = counts.get();
        return frames() - all.passed() - all.redirected() - all.refused();
    }

    /**
     * Where the first redirected or transmitted frame went or, where the kernel took none, the first that it refused
     * should have gone; empty where there is none. Errors as {@link #passed()}.
     */
    public Optional<RedirectTarget> redirectTarget() {
        return counts.get().firstTarget();
    }

    /** The mean time that a frame took with all that the kernel did with it. */
    public Duration duration() {
        return Duration.ofNanos(nanoseconds);
    }

    /** What the program printed with {@code bpf_printk} for all frames; as {@link Run#printk()}. */
    public List<String> printk() {
        return printk.get();
    }

    /** Gives the counters as failure texts say them: {@code passed 2, redirected 6, refused 0, dropped 0 of 8 frames}. */
    public String outcome() {
        return "passed " + passed() + ", redirected " + redirected() + ", refused " + refused() + ", dropped "
                + dropped() + " of " + frames() + (frames() == 1 ? " frame" : " frames");
    }
}
