package io.bpftest.assertion;

import io.bpftest.ObjectSpec;
import io.bpftest.lab.AddressResult;
import io.bpftest.lab.CallResult;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.ConnectResult;
import io.bpftest.lab.OptionResult;
import io.bpftest.lab.ReceiveResult;
import io.bpftest.lab.SysctlResult;
import io.bpftest.map.EventStream;
import io.bpftest.map.KernelMap;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.StubProgram;
import io.bpftest.program.CgroupSkbRun;
import io.bpftest.program.ClassicFilterRun;
import io.bpftest.program.FlowDissectorRun;
import io.bpftest.program.LwtRun;
import io.bpftest.program.NetfilterRun;
import io.bpftest.program.PacketReadingProgram;
import io.bpftest.program.PacketRun;
import io.bpftest.program.Program;
import io.bpftest.program.RawTracepointRun;
import io.bpftest.program.Replay;
import io.bpftest.program.RunSequence;
import io.bpftest.program.SkLookupRun;
import io.bpftest.program.SocketFilterRun;
import io.bpftest.program.SyscallRun;
import io.bpftest.program.TcRun;
import io.bpftest.program.TracingRun;
import io.bpftest.program.XdpLiveRun;
import io.bpftest.program.XdpRun;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;

/**
 * The entry point to all assertions: those of bpf-test, and AssertJ's own by inheritance, so that one static import of
 * {@code BpfAssertions.assertThat} serves a whole test.
 *
 * <pre>{@code
 * import static io.bpftest.assertion.BpfAssertions.assertThat;
 *
 * assertThat(firewall.run(packet)).drops();
 * assertThat(blocked).containsEntry(ip4("203.0.113.7"), 1L);
 * assertThat(List.of(1, 2)).hasSize(2);
 * }</pre>
 */
public class BpfAssertions extends Assertions {

    /** For classes that extend this one, as AssertJ has it. */
    protected BpfAssertions() {}

    /** Starts assertions on the run of an XDP program. */
    public static XdpRunAssert assertThat(@Nullable XdpRun run) {
        return new XdpRunAssert(run);
    }

    /** Starts assertions on live frames of an XDP program. */
    public static XdpLiveRunAssert assertThat(@Nullable XdpLiveRun run) {
        return new XdpLiveRunAssert(run);
    }

    /** Starts assertions on the run of a TC program. */
    public static TcRunAssert assertThat(@Nullable TcRun run) {
        return new TcRunAssert(run);
    }

    /** Makes assertions on the run of a cgroup skb program. */
    public static CgroupSkbRunAssert assertThat(@Nullable CgroupSkbRun actual) {
        return new CgroupSkbRunAssert(actual);
    }

    /** Makes assertions on the run of a lightweight tunnel program. */
    public static LwtRunAssert assertThat(@Nullable LwtRun actual) {
        return new LwtRunAssert(actual);
    }

    /** Starts assertions on the run of a flow dissector. */
    public static FlowDissectorRunAssert assertThat(@Nullable FlowDissectorRun run) {
        return new FlowDissectorRunAssert(run);
    }

    /** Starts assertions on the run of an sk_lookup program. */
    public static SkLookupRunAssert assertThat(@Nullable SkLookupRun run) {
        return new SkLookupRunAssert(run);
    }

    /** Starts assertions on the run of a netfilter program. */
    public static NetfilterRunAssert assertThat(@Nullable NetfilterRun run) {
        return new NetfilterRunAssert(run);
    }

    /** Starts assertions on the run of a socket filter. */
    public static SocketFilterRunAssert assertThat(@Nullable SocketFilterRun run) {
        return new SocketFilterRunAssert(run);
    }

    /** Starts assertions on the run of a classic filter. */
    public static ClassicFilterRunAssert assertThat(@Nullable ClassicFilterRun run) {
        return new ClassicFilterRunAssert(run);
    }

    /** Starts assertions on the run of a syscall program. */
    public static SyscallRunAssert assertThat(@Nullable SyscallRun run) {
        return new SyscallRunAssert(run);
    }

    /** Starts assertions on the run of a raw tracepoint program. */
    public static RawTracepointRunAssert assertThat(@Nullable RawTracepointRun run) {
        return new RawTracepointRunAssert(run);
    }

    /** Starts assertions on the run of a tracing program. */
    public static TracingRunAssert assertThat(@Nullable TracingRun run) {
        return new TracingRunAssert(run);
    }

    /**
     * Starts assertions on the runs of a sequence of packets, of whatever types of program.
     *
     * @param <R> what a run gives
     */
    public static <R extends PacketRun> RunSequenceAssert<R> assertThat(@Nullable RunSequence<R> runs) {
        return new RunSequenceAssert<>(runs);
    }

    /** Starts assertions on what became of the packets of a capture. */
    public static ReplayAssert assertThat(@Nullable Replay replay) {
        return new ReplayAssert(replay);
    }

    /** Starts assertions on what a program does with many packets, compared with something else. */
    public static PacketReadingProgramAssert assertThat(@Nullable PacketReadingProgram<?, ?> program) {
        return new PacketReadingProgramAssert(program);
    }

    /** Starts assertions on whether the kernel takes an object. */
    public static ObjectSpecAssert assertThat(@Nullable ObjectSpec spec) {
        return new ObjectSpecAssert(spec);
    }

    /** Starts assertions on what a program costs the kernel's verifier. */
    public static ProgramAssert assertThat(@Nullable Program program) {
        return new ProgramAssert(program);
    }

    /**
     * Starts assertions on a map in the kernel.
     *
     * @param <K> the Java type of keys
     * @param <V> the Java type of values
     */
    public static <K, V> KernelMapAssert<K, V> assertThat(@Nullable KernelMap<K, V> map) {
        return new KernelMapAssert<>(map);
    }

    /**
     * Starts assertions on a map with a value for each CPU.
     *
     * @param <K> the Java type of keys
     * @param <V> the Java type of one CPU's value
     */
    public static <K, V> PerCpuMapAssert<K, V> assertThat(@Nullable PerCpuMap<K, V> map) {
        return new PerCpuMapAssert<>(map);
    }

    /**
     * Starts assertions on a longest-prefix-match trie.
     *
     * @param <V> the Java type of values
     */
    public static <V> LpmTrieAssert<V> assertThat(@Nullable LpmTrie<V> trie) {
        return new LpmTrieAssert<>(trie);
    }

    /** Makes assertions on a stub of a program array. */
    public static StubProgramAssert assertThat(@Nullable StubProgram stub) {
        return new StubProgramAssert(stub);
    }

    /**
     * Starts assertions on the events of a ring buffer or perf buffer.
     *
     * @param <E> the Java type of events
     */
    public static <E> EventStreamAssert<E> assertThat(@Nullable EventStream<E> events) {
        return new EventStreamAssert<>(events);
    }

    /** Starts assertions on a system call made in a control group. */
    public static CallAssert assertThat(@Nullable CallResult call) {
        return new CallAssert(call);
    }

    /** Starts assertions on what {@code connect()} gave. */
    public static ConnectAssert assertThat(@Nullable ConnectResult call) {
        return new ConnectAssert(call);
    }

    /** Starts assertions on a call that tells an address. */
    public static AddressAssert assertThat(@Nullable AddressResult call) {
        return new AddressAssert(call);
    }

    /** Starts assertions on what a socket received. */
    public static ReceiveAssert assertThat(@Nullable ReceiveResult call) {
        return new ReceiveAssert(call);
    }

    /** Starts assertions on what {@code getsockopt()} gave. */
    public static OptionAssert assertThat(@Nullable OptionResult call) {
        return new OptionAssert(call);
    }

    /** Starts assertions on what reading a file under {@code /proc/sys} gave. */
    public static SysctlAssert assertThat(@Nullable SysctlResult call) {
        return new SysctlAssert(call);
    }

    /** Starts assertions on a control group. */
    public static CgroupAssert assertThat(@Nullable Cgroup group) {
        return new CgroupAssert(group);
    }

    /** Starts assertions on a packet. */
    public static PacketAssert assertThat(@Nullable Packet packet) {
        return new PacketAssert(packet);
    }
}
