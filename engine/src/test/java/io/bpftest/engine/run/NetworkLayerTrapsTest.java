package io.bpftest.engine.run;

import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static io.bpftest.program.NetfilterOptions.netfilterOptions;
import static io.bpftest.program.SkLookupOptions.tcpLookup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.PacketException;
import io.bpftest.program.FlowDissectorProgram;
import io.bpftest.program.FlowKeys;
import io.bpftest.program.NetfilterFamily;
import io.bpftest.program.NetfilterHook;
import io.bpftest.program.NetfilterProgram;
import io.bpftest.program.SkLookupOptions;
import io.bpftest.program.SkLookupProgram;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the kernel refuses or does differently for each of these types, shown by bare runs: why the handles are so. */
class NetworkLayerTrapsTest {

    private static final byte[] NOTHING = {};
    private static final byte[] IP4 =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).bytes();
    private static final byte[] IP6 =
            udp6("2001:db8::7", 4000, "2001:db8::1", 53).bytes();

    @Nested
    @BpfObject("sk_lookup.bpf.c")
    class OfSkLookup {

        private final SkLookupOptions web = tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80);

        @BpfProgram("steer")
        SkLookupProgram program;

        @Test
        void aContextIsRequired() {
            assertThat(bare(web, SkLookupOptions.SIZE, at -> {})).isZero();
            int withoutContext = TestRun.ofThread()
                    .run(((SkLookupHandle) program).fd(), ByteBuffer.allocateDirect(0), ByteBuffer.allocateDirect(0));
            assertThat(refused(withoutContext)).isEqualTo(Errno.EINVAL);
        }

        @Test
        void aPacketIsRefused() {
            TestRun run = TestRun.ofThread();
            web.write(run.contextToFill());
            int error = run.run(((SkLookupHandle) program).fd(), NOTHING, IP4, SkLookupOptions.SIZE, true);

            assertThat(refused(error)).isEqualTo(Errno.EINVAL);
        }

        @Test
        void anIngressInterfaceIsRefusedAndSoAreASelectedSocketAndALocalPortOfMoreThan16Bits() {
            assertThat(refused(bare(web, SkLookupOptions.SIZE, at -> NativeMemory.putInt(at + 64, 1))))
                    .isEqualTo(Errno.EINVAL);
            assertThat(refused(bare(web, SkLookupOptions.SIZE, at -> NativeMemory.putLong(at, 1))))
                    .isEqualTo(Errno.EINVAL);
            assertThat(refused(bare(web, SkLookupOptions.SIZE, at -> NativeMemory.putInt(at + 60, 0x10000))))
                    .isEqualTo(Errno.ERANGE);
        }

        private int bare(SkLookupOptions lookup, int size, LongConsumer change) {
            TestRun run = TestRun.ofThread();
            long context = run.newContext(512);
            lookup.write(run.contextToFill());
            change.accept(context);
            return run.runOnContext(((SkLookupHandle) program).fd(), size);
        }
    }

    @Nested
    @BpfObject("flow_dissector.bpf.c")
    class OfFlowDissectors {

        @BpfProgram("dissect")
        FlowDissectorProgram program;

        @Test
        void theOutputIsFlowKeysNotThePacket() {
            TestRun run = TestRun.ofThread();

            assertThat(run.run(((FlowDissectorHandle) program).fd(), NOTHING, IP4, 0, false))
                    .isZero();
            assertThat(run.outputSize()).isEqualTo(FlowKeys.SIZE);
        }

        @Test
        void onlyFlagsMayBeSetInTheContext() {
            for (int at = 0; at < FlowKeys.SIZE; at += Integer.BYTES) {
                TestRun run = TestRun.ofThread();
                NativeMemory.putInt(run.newContext(512) + at, 1);
                int error = run.run(((FlowDissectorHandle) program).fd(), NOTHING, IP4, FlowKeys.SIZE, false);

                assertThat(error).as("byte " + at).isEqualTo(at == 48 ? 0 : -Errno.EINVAL.number());
            }
        }
    }

    @Nested
    @BpfObject("netfilter.bpf.c")
    class OfNetfilter {

        private static final int STATE_SIZE = 48;

        @BpfProgram("reads")
        NetfilterProgram program;

        @Test
        void aPacketHas20BytesOrMore() {
            assertThat(bare(NetfilterHook.LOCAL_OUT, NetfilterFamily.IPV4, Arrays.copyOfRange(IP4, 14, 34)))
                    .isZero();
            assertThat(refused(bare(NetfilterHook.LOCAL_OUT, NetfilterFamily.IPV4, Arrays.copyOfRange(IP4, 14, 33))))
                    .isEqualTo(Errno.EINVAL);
        }

        @Test
        void eachHookButLocalOutNeedsAnEthernetHeaderAndTheWholeIpHeader() {
            byte[] bare = Arrays.copyOfRange(IP4, 14, IP4.length);
            assertThat(bare(NetfilterHook.LOCAL_OUT, NetfilterFamily.IPV4, bare))
                    .isZero();
            assertThat(bare(NetfilterHook.PRE_ROUTING, NetfilterFamily.IPV4, bare))
                    .isNegative();
            assertThat(bare(NetfilterHook.PRE_ROUTING, NetfilterFamily.IPV4, IP4))
                    .isZero();

            byte[] short6 = Arrays.copyOf(IP6, 53);
            assertThatThrownBy(() -> program.run(short6, netfilterOptions().hook(NetfilterHook.FORWARD)))
                    .isInstanceOf(PacketException.class)
                    .hasMessageContaining("53 bytes")
                    .hasMessageContaining("IPv6 at least 54 for each hook but LOCAL_OUT");
            assertThat(program.run(short6, netfilterOptions()).returnValue()).isEqualTo(1);
        }

        @Test
        void theFamilyMustBeThePacketsForEachHookButLocalOut() {
            assertThat(refused(bare(NetfilterHook.FORWARD, NetfilterFamily.IPV4, IP6)))
                    .isEqualTo(Errno.EINVAL);
            assertThat(bare(NetfilterHook.LOCAL_OUT, NetfilterFamily.IPV4, IP6)).isZero();
        }

        @Test
        void interfacesCannotBeSet() {
            for (int pointer = 8; pointer < STATE_SIZE; pointer += Long.BYTES) {
                TestRun run = TestRun.ofThread();
                long state = state(run, NetfilterHook.FORWARD, NetfilterFamily.IPV4);
                NativeMemory.putLong(state + pointer, 1);
                int error = run.run(((NetfilterHandle) program).fd(), NOTHING, IP4, STATE_SIZE, false);

                assertThat(refused(error)).as("byte " + pointer).isEqualTo(Errno.EINVAL);
            }
        }

        private int bare(NetfilterHook hook, NetfilterFamily family, byte[] packet) {
            TestRun run = TestRun.ofThread();
            state(run, hook, family);
            return run.run(((NetfilterHandle) program).fd(), NOTHING, packet, STATE_SIZE, false);
        }

        private static long state(TestRun run, NetfilterHook hook, NetfilterFamily family) {
            long state = run.newContext(512);
            NativeMemory.putByte(state, (byte) hook.ordinal());
            NativeMemory.putByte(state + 1, (byte) family.number());
            return state;
        }
    }

    private static Errno refused(int error) {
        return Arrays.stream(Errno.values())
                .filter(errno -> errno.is(error))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the kernel gave " + error));
    }
}
