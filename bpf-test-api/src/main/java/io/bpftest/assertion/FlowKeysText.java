package io.bpftest.assertion;

import io.bpftest.packet.PacketText;
import io.bpftest.program.FlowKeys;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes flow keys by the names of the struct's members, for failures. */
final class FlowKeysText {

    private static final FlowKeys NONE = new FlowKeys(0, 0, 0, false, false, false, 0, 0, 0, 0, null, null, 0, 0);

    private FlowKeysText() {}

    /** Each member on a line. */
    static List<String> lines(FlowKeys keys) {
        List<String> lines = new ArrayList<>();
        members(keys).forEach((name, value) -> lines.add(name + " " + value));
        return lines;
    }

    /** The members in one line, without those that are zero. */
    static String summary(FlowKeys keys) {
        List<String> parts = new ArrayList<>();
        Map<String, String> nothing = members(NONE);
        members(keys).forEach((name, value) -> {
            if (!value.equals(nothing.get(name))) {
                parts.add(name + " " + value);
            }
        });
        return parts.isEmpty() ? "all zero" : String.join(", ", parts);
    }

    /** The members that differ, each with what was found and what was expected. */
    static List<String> differences(FlowKeys found, FlowKeys expected) {
        List<String> differences = new ArrayList<>();
        Map<String, String> wanted = members(expected);
        members(found).forEach((name, value) -> {
            if (!value.equals(wanted.get(name))) {
                differences.add(name + " " + value + ", expected " + wanted.get(name));
            }
        });
        return differences;
    }

    static String address(@Nullable InetAddress address) {
        return address == null ? "none" : PacketText.address(address);
    }

    static String hex(int number) {
        return "0x" + Integer.toHexString(number);
    }

    private static Map<String, String> members(FlowKeys keys) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("nhoff", Integer.toString(keys.nhoff()));
        members.put("thoff", Integer.toString(keys.thoff()));
        members.put("addr_proto", String.format("0x%04x", keys.addrProto()));
        members.put("is_frag", keys.isFrag() ? "1" : "0");
        members.put("is_first_frag", keys.isFirstFrag() ? "1" : "0");
        members.put("is_encap", keys.isEncap() ? "1" : "0");
        members.put("ip_proto", Integer.toString(keys.ipProto()));
        members.put("n_proto", String.format("0x%04x", keys.nProto()));
        members.put("sport", Integer.toString(keys.sport()));
        members.put("dport", Integer.toString(keys.dport()));
        members.put("source", address(keys.source()));
        members.put("destination", address(keys.destination()));
        members.put("flags", hex(keys.flags()));
        members.put("flow_label", hex(keys.flowLabel()));
        return members;
    }
}
