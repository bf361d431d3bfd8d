package io.bpftest.program;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a flow dissector found out about a packet: {@code struct bpf_flow_keys} of {@code linux/bpf.h}. Numbers are as a
 * reader writes them, whatever byte order the struct holds them in.
 *
 * @param nhoff where the network header begins, in bytes from the Ethernet header; the kernel moves it into the packet
 * @param thoff where the transport header begins, likewise and never before {@code nhoff}'s first value
 * @param addrProto which addresses there are: 0x0800 IPv4, 0x86dd IPv6, 0 none
 * @param isFrag whether the packet is a fragment
 * @param isFirstFrag whether it is the first one
 * @param isEncap whether the packet is encapsulated
 * @param ipProto the number of the transport protocol
 * @param nProto the EtherType of the network protocol
 * @param sport the source port
 * @param dport the destination port
 * @param source the source address; null where {@code addrProto} tells of none
 * @param destination the destination address, likewise
 * @param flags {@code BPF_FLOW_DISSECTOR_F_*}, as bits: {@link #flagSet()}
 * @param flowLabel the flow label of IPv6, 20 bits
 */
public record FlowKeys(
        int nhoff,
        int thoff,
        int addrProto,
        boolean isFrag,
        boolean isFirstFrag,
        boolean isEncap,
        int ipProto,
        int nProto,
        int sport,
        int dport,
        @Nullable InetAddress source,
        @Nullable InetAddress destination,
        int flags,
        int flowLabel) {

    /** The size of the struct in bytes. */
    public static final int SIZE = 56;

    private static final int ADDRESSES = 16;
    private static final int IP4 = 0x0800;
    private static final int IP4_LENGTH = 4;
    private static final int IP6 = 0x86dd;
    private static final int IP6_LENGTH = 16;

    /** Reads the struct from {@link #SIZE} bytes at the buffer's position; moves nothing. */
    public static FlowKeys read(ByteBuffer struct) {
        ByteBuffer own = struct.slice().order(ByteOrder.nativeOrder());
        ByteBuffer net = struct.slice().order(ByteOrder.BIG_ENDIAN);
        int addresses = Short.toUnsignedInt(own.getShort(4));
        int length = addresses == IP4 ? IP4_LENGTH : addresses == IP6 ? IP6_LENGTH : 0;
        return new FlowKeys(
                Short.toUnsignedInt(own.getShort(0)),
                Short.toUnsignedInt(own.getShort(2)),
                addresses,
                own.get(6) != 0,
                own.get(7) != 0,
                own.get(8) != 0,
                Byte.toUnsignedInt(own.get(9)),
                Short.toUnsignedInt(net.getShort(10)),
                Short.toUnsignedInt(net.getShort(12)),
                Short.toUnsignedInt(net.getShort(14)),
                address(own, ADDRESSES, length),
                address(own, ADDRESSES + length, length),
                own.getInt(48),
                net.getInt(52));
    }

    /** The flags; bits that no flag stands for are left out. */
    public Set<FlowDissectorFlag> flagSet() {
        return FlowDissectorFlag.of(flags);
    }

    private static @Nullable InetAddress address(ByteBuffer struct, int at, int length) {
        if (length == 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        struct.get(at, bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // 4 and 16 bytes are always an address
        }
    }
}
