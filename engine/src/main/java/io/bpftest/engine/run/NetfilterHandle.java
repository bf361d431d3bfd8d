package io.bpftest.engine.run;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import io.bpftest.error.RunOptionException;
import io.bpftest.program.NetfilterFamily;
import io.bpftest.program.NetfilterHook;
import io.bpftest.program.NetfilterOptions;
import io.bpftest.program.NetfilterProgram;
import io.bpftest.program.NetfilterRun;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Runs netfilter programs, with a {@code struct nf_hook_state} as context. For LOCAL_OUT the kernel takes a packet from
 * its network header on, for the other hooks one from its Ethernet header on; tests give it always so.
 */
public final class NetfilterHandle extends PacketReadingHandle<NetfilterRun, NetfilterOptions>
        implements NetfilterProgram {

    /** Of {@code include/linux/netfilter.h}, on 64 bits; the pointers must be zero. */
    private static final int CONTEXT_SIZE = 48;

    private static final int HOOK = 0;
    private static final int FAMILY = 1;

    private static final int ETHER_TYPE = 12;
    private static final int IP4 = 0x0800;
    private static final int IP6 = 0x86dd;

    private static final byte[] NOTHING = {};

    /** Makes the handle of a loaded program. */
    public NetfilterHandle(RunTarget target) {
        super(target, RunErrors.NETFILTER);
    }

    @Override
    int execute(TestRun run, int program, byte[] packet, @Nullable NetfilterOptions given) {
        NetfilterOptions options = given == null ? NetfilterOptions.netfilterOptions() : given;
        int skipped = prepare(run, options, packet[ETHER_TYPE], packet[ETHER_TYPE + 1]);
        byte[] seen = skipped == 0 ? packet : Arrays.copyOfRange(packet, skipped, packet.length);
        return run.run(program, NOTHING, seen, CONTEXT_SIZE, false);
    }

    @Override
    public int run(ByteBuffer packet, NetfilterOptions options) {
        int program = programFor(packet.remaining());
        TestRun run = TestRun.ofThread();
        int at = packet.position() + ETHER_TYPE;
        int skipped = prepare(run, options, packet.get(at), packet.get(at + 1));
        int error = run.run(program, packet, skipped, CONTEXT_SIZE);
        if (error < 0) {
            throw failure(error, packet.remaining(), run, options);
        }
        recorder().ran(run.returnValue());
        return run.returnValue();
    }

    @Override
    NetfilterRun result(byte[] input, TestRun run) {
        return new NetfilterRun(this, input, run.returnValue(), run.duration());
    }

    /** Fills in the context; gives how many bytes of the frame the kernel does not take. */
    private int prepare(TestRun run, NetfilterOptions options, byte high, byte low) {
        NetfilterFamily family = family(Byte.toUnsignedInt(high) << 8 | Byte.toUnsignedInt(low));
        NetfilterFamily wanted = options.family();
        boolean bare = options.hook() == NetfilterHook.LOCAL_OUT;
        if (!bare && wanted != null && wanted != family) {
            throw new RunOptionException(new Problem(
                    this + " cannot run with these options",
                    options + ", on a packet whose EtherType says " + family,
                    "the packet's own family, for each hook but LOCAL_OUT",
                    "leave the family out, or give another packet"));
        }
        long context = run.newContext(CONTEXT_SIZE);
        NativeMemory.putByte(context + HOOK, (byte) options.hook().ordinal());
        NativeMemory.putByte(context + FAMILY, (byte) (wanted == null ? family : wanted).number());
        return bare ? RunErrors.SHORTEST : 0;
    }

    private NetfilterFamily family(int etherType) {
        return switch (etherType) {
            case IP4 -> NetfilterFamily.IPV4;
            case IP6 -> NetfilterFamily.IPV6;
            default ->
                throw new PacketException(new Problem(
                        this + " cannot run on this packet",
                        String.format("EtherType 0x%04x", etherType),
                        "EtherType 0x0800 (IPv4) or 0x86dd (IPv6) right behind the addresses",
                        "give an IP packet without VLAN tags: netfilter programs see no others"));
        };
    }
}
