package io.bpftest.engine.run;

import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.FlowDissectorOptions.flowDissectorOptions;
import static io.bpftest.program.NetfilterOptions.netfilterOptions;
import static io.bpftest.program.RawTracepointOptions.rawTracepointOptions;
import static io.bpftest.program.SkLookupOptions.tcpLookup;
import static io.bpftest.program.SkbOptions.skbOptions;
import static io.bpftest.program.XdpLiveOptions.liveOn;
import static io.bpftest.program.XdpOptions.xdpOptions;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Golden;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.error.RunOptionException;
import io.bpftest.packet.Frame;
import io.bpftest.program.FlowDissectorFlag;
import io.bpftest.program.NetfilterFamily;
import io.bpftest.program.NetfilterHook;
import io.bpftest.program.NetfilterProgram;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.ProgramType;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.net.InetSocketAddress;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a reader of a log sees of options that are refused: each names the field, what it was, and what it may be. */
class RefusedOptionMessagesTest {

    private static final int NOWHERE = 99_999;

    private static final Frame<?> DNS =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x");

    private final Golden golden = new Golden();

    @Test
    @BpfObject("contexts.bpf.c")
    void optionsOfXdp(@BpfProgram("xdp_reads") XdpProgram program) {
        refused("option_metadata_odd", () -> xdpOptions().metadata(new byte[6]));
        refused("option_metadata_long", () -> xdpOptions().metadata(new byte[256]));
        refused("option_queue_alone", () -> program.run(DNS, xdpOptions().receiveQueue(256)));
        refused(
                "option_queue_missing",
                () -> program.run(DNS, xdpOptions().ingressInterface("lo").receiveQueue(99)));
        refused("option_ingress_index", () -> program.run(DNS, xdpOptions().ingressInterface(NOWHERE)));
    }

    @Test
    @BpfObject("contexts.bpf.c")
    void optionsOfSkbs(@BpfProgram("tc_context") TcProgram program) {
        refused(
                "option_wire_length",
                () -> program.run(DNS, skbOptions().mark(7).wireLength(10)));
        refused("option_gso_segments", () -> program.run(DNS, skbOptions().gsoSegments(70_000)));
        refused("option_interface_index", () -> program.run(DNS, skbOptions().onInterface(NOWHERE)));
        refused("option_control_block", () -> skbOptions().controlBlock(1, 2, 3, 4, 5, 6));
    }

    @Test
    void anInterfaceThatDoesNotExistListsThoseThatDo() throws Exception {
        OwnNetwork.with(network -> {
            // Kernels with tunnels have some in each namespace.
            golden.normalise("one of (?=.*lo)(?=.*near)(?=.*far).*", "one of <interfaces>");
            refused("option_interface_name", () -> xdpOptions().ingressInterface("nope0"));
        });
    }

    @Test
    @BpfObject("netfilter.bpf.c")
    void theFamilyOfNetfilter(@BpfProgram("reads") NetfilterProgram program) {
        refused(
                "option_netfilter_family",
                () -> program.run(
                        DNS, netfilterOptions().hook(NetfilterHook.FORWARD).family(NetfilterFamily.IPV6)));
    }

    @Test
    void addressesOfALookup() {
        refused("option_lookup_port", () -> tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80_000));
        refused("option_lookup_families", () -> tcpLookup("203.0.113.7", 4000, "2001:db8::1", 80));
        refused("option_lookup_protocol", () -> tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80)
                .protocol(70_000));
        InetSocketAddress name = InetSocketAddress.createUnresolved("www.example.org", 80);
        refused("option_lookup_name", () -> tcpLookup(name, name));
    }

    @Test
    @BpfObject("live.bpf.c")
    void optionsOfLiveFrames(@BpfProgram("reads") XdpProgram program) {
        refused("option_live_interface", () -> liveOn(0));
        refused("option_live_index", () -> program.runLive(DNS.bytes(), liveOn(NOWHERE)));
        refused("option_live_frames", () -> liveOn("lo").frames(0));
        refused("option_live_batch", () -> liveOn("lo").batchSize(257));
    }

    @Test
    void theCpuOfARawTracepoint() {
        refused("option_cpu_negative", () -> rawTracepointOptions().onCpu(-1));
        try (TrialProgram sleepable = TrialProgram.load(ProgramType.SYSCALL)) {
            RawTracepointHandle program = new RawTracepointHandle(sleepable.target("raw_tp.s/sys_enter"));
            refused(
                    "option_cpu_sleepable",
                    () -> program.run(rawTracepointOptions().onCpu(0)));
        }
    }

    /** Old kernels and those without IPv6 refuse what this one takes: the texts are those that they would lead to. */
    @Test
    void whatOtherKernelsRefuse() {
        ProgramInfo program =
                TrialProgram.target(-1, ProgramType.FLOW_DISSECTOR, "trial").info();
        int invalid = -Errno.EINVAL.number();

        refused("option_dissector_flags", () -> {
            throw RunErrors.FLOW_DISSECTOR.of(
                    program, invalid, 64, flowDissectorOptions().flags(FlowDissectorFlag.STOP_AT_ENCAP));
        });
        refused("option_lookup_ip6", () -> {
            throw RunErrors.SK_LOOKUP.of(program, invalid, 0, tcpLookup("2001:db8::7", 4000, "2001:db8::1", 80));
        });
        refused("option_metadata_old_kernel", () -> {
            throw RunErrors.XDP.of(program, invalid, 64, xdpOptions().metadata(new byte[36]));
        });
        refused("option_context_old_kernel", () -> {
            throw RunErrors.XDP.of(program, invalid, 64, xdpOptions().ingressInterface("lo"));
        });
    }

    private void refused(String name, ThrowingCallable run) {
        golden.fails(name, RunOptionException.class, run);
    }
}
