package io.bpftest.assertion;

import io.bpftest.map.MapState;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.ProgramType;
import java.util.List;
import java.util.function.Supplier;

/** A program that only says what it is and what its maps hold. */
record FixtureProgram(ProgramInfo info, Supplier<List<MapState>> maps) implements Program {

    private static final List<MapState> MAPS = List.of(
            new MapState("blocked", false, List.of(new MapState.Entry("203.0.113.7", "0")), 0),
            new MapState("port_rules", false, List.of(), 0),
            new MapState("counters", true, List.of(new MapState.Entry("0", "1")), 0));

    static FixtureProgram xdp() {
        return of("xdp_firewall", "xdp", ProgramType.XDP, "XDP program");
    }

    static FixtureProgram tc() {
        return of("mark_dns", "tc", ProgramType.SCHED_CLS, "TC program");
    }

    static FixtureProgram socketFilter() {
        return of("only_dns", "socket", ProgramType.SOCKET_FILTER, "socket filter");
    }

    static FixtureProgram classicFilter() {
        return new FixtureProgram(
                new ProgramInfo(
                        "udp port 53",
                        "",
                        ProgramType.SOCKET_FILTER,
                        "classic filter",
                        "20 instructions by libpcap",
                        "6.18",
                        "local"),
                List::of);
    }

    static FixtureProgram flowDissector() {
        return of("flows", "flow_dissector", ProgramType.FLOW_DISSECTOR, "flow dissector");
    }

    static FixtureProgram netfilter() {
        return of("guard", "netfilter", ProgramType.NETFILTER, "netfilter program");
    }

    static FixtureProgram skLookup() {
        return of("steer", "sk_lookup", ProgramType.SK_LOOKUP, "SK_LOOKUP program");
    }

    static FixtureProgram syscall() {
        return of("add", "syscall", ProgramType.SYSCALL, "syscall program");
    }

    static FixtureProgram rawTracepoint() {
        return of("switches", "raw_tp/sched_switch", ProgramType.RAW_TRACEPOINT, "raw tracepoint program");
    }

    static FixtureProgram tracing() {
        return of("override", "fmod_ret/bpf_modify_return_test", ProgramType.TRACING, "tracing program");
    }

    FixtureProgram withMaps(Supplier<List<MapState>> other) {
        return new FixtureProgram(info, other);
    }

    @Override
    public List<MapState> maps(int limit) {
        return maps.get();
    }

    private static FixtureProgram of(String name, String section, ProgramType type, String title) {
        return new FixtureProgram(
                new ProgramInfo(name, section, type, title, name + ".bpf.c", "6.18", "local"), () -> MAPS);
    }
}
