package io.bpftest.engine.netlink;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.ffi.SystemCall;
import java.nio.charset.StandardCharsets;

/** What an interface leaves to its hardware ({@code linux/ethtool.h}). */
public final class Offloads {

    private static final int SIOCETHTOOL = 0x8946;
    private static final int NAME_SIZE = 16;
    private static final int REQUEST_SIZE = 40;

    /** {@code ETHTOOL_STXCSUM}: checksums of what is sent. */
    public static final int CHECKSUMS = 0x17;

    /** {@code ETHTOOL_SGRO}: joining of what is received. */
    public static final int GRO = 0x2c;

    private Offloads() {}

    /** Switches an offload; gives whether the interface can. */
    public static boolean set(NetlinkSocket socket, String name, int offload, boolean on) {
        long request = Scratch.of(REQUEST_SIZE + 8);
        NativeMemory.clear(request, REQUEST_SIZE + 8);
        NativeMemory.putBytes(request, name.getBytes(StandardCharsets.US_ASCII));
        NativeMemory.putLong(request + NAME_SIZE, request + REQUEST_SIZE);
        NativeMemory.putInt(request + REQUEST_SIZE, offload);
        NativeMemory.putInt(request + REQUEST_SIZE + 4, on ? 1 : 0);
        return SystemCall.IOCTL.call(socket.descriptor(), SIOCETHTOOL, request, 0, 0) == 0;
    }
}
