package io.bpftest.engine.run;

import io.bpftest.LoadedObject;
import io.bpftest.program.CgroupSkbProgram;
import io.bpftest.program.LwtProgram;
import io.bpftest.program.PacketProgram;
import io.bpftest.program.SkbOptions;
import io.bpftest.program.SkbRun;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.TcProgram;

/** The program types of {@code struct __sk_buff}, by their programs in {@code skb_contexts.bpf.c}. */
enum SkbType {
    SCHED_CLS("tc_classifier", TcProgram.class),
    SCHED_ACT("tc_action", TcProgram.class),
    SOCKET_FILTER("socket_filter", SocketFilterProgram.class),
    CGROUP_SKB_INGRESS("cgroup_ingress", CgroupSkbProgram.class),
    CGROUP_SKB_EGRESS("cgroup_egress", CgroupSkbProgram.class),
    LWT_IN("route_in", LwtProgram.class),
    LWT_OUT("route_out", LwtProgram.class),
    LWT_XMIT("route_xmit", LwtProgram.class);

    private final String function;
    private final Class<? extends PacketProgram<? extends SkbRun, SkbOptions>> handle;

    SkbType(String function, Class<? extends PacketProgram<? extends SkbRun, SkbOptions>> handle) {
        this.function = function;
        this.handle = handle;
    }

    String function() {
        return function;
    }

    PacketProgram<? extends SkbRun, SkbOptions> of(LoadedObject object) {
        return object.program(function, handle);
    }

    /** The other types get the packet from its network header on, and may not read {@code wire_len}. */
    boolean seesEthernet() {
        return handle == TcProgram.class;
    }

    /** Types that may read {@code tstamp} may write it. */
    boolean readsTimestamp() {
        return handle == TcProgram.class || handle == CgroupSkbProgram.class;
    }

    /** All but socket filters may write {@code mark} and {@code priority}. */
    boolean writesMark() {
        return handle != SocketFilterProgram.class;
    }

    /** How much of a packet its programs see. */
    int seen(int length) {
        return seesEthernet() ? length : length - 14;
    }
}
