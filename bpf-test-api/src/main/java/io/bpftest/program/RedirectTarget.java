package io.bpftest.program;

import io.bpftest.map.MapType;
import java.util.Optional;

/**
 * Where an XDP program redirected a frame to, as the kernel's tracepoints {@code xdp_redirect} and {@code
 * xdp_redirect_err} tell it.
 *
 * @param interfaceIndex the interface that the frame goes to; 0 where it goes to a CPU, an AF_XDP socket, or to all
 *     interfaces of a map
 * @param interfaceName that interface's name in the network namespace of the thread that ran the frame; empty for none
 *     and for an index that no interface has
 * @param entry the map's entry that the program chose; empty for {@code bpf_redirect} and for {@code XDP_TX}
 * @param refusal why the kernel did not take the frame, such as {@code ENETDOWN (Network is down)}; empty if it did
 */
public record RedirectTarget(
        int interfaceIndex, String interfaceName, Optional<MapEntry> entry, Optional<String> refusal) {

    /**
     * An entry of a map of interfaces, CPUs or AF_XDP sockets.
     *
     * @param map the map's name, at most 15 characters as the kernel keeps it; empty if this process may not look maps up
     *     (CAP_SYS_ADMIN)
     * @param type the map's type; {@link MapType#UNKNOWN} likewise
     * @param index the entry's key: for a map of CPUs, the CPU
     */
    public record MapEntry(String map, MapType type, int index) {

        @Override
        public String toString() {
            return (map.isEmpty() ? "a map" : map) + "[" + index + "]";
        }
    }

    /** Gives the target as failure texts say it: {@code veth1 by devices[3]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (interfaceIndex != 0) {
            text.append(interfaceName.isEmpty() ? "interface " + interfaceIndex : interfaceName);
            entry.ifPresent(chosen -> text.append(" by "));
        }
        entry.ifPresent(text::append);
        refusal.ifPresent(why -> text.append(", which the kernel refused: ").append(why));
        return text.toString();
    }
}
