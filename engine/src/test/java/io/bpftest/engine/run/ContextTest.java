package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.program.SkbOptions.skbOptions;
import static io.bpftest.program.XdpOptions.xdpOptions;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.PacketException;
import io.bpftest.error.RunOptionException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.SkbContext;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@BpfObject("contexts.bpf.c")
class ContextTest {

    private static final int LOOPBACK = 1;

    @BpfMap
    KernelMap<Integer, Integer> seen;

    @Nested
    class OfXdp {

        @Test
        void theProgramSeesInterfaceQueueAndMetadata(@BpfProgram("xdp_reads") XdpProgram program) {
            byte[] metadata = {1, 2, 3, 4, 5, 6, 7, 8};

            XdpRun run = program.run(
                    Frames.ofLength(64), xdpOptions().ingressInterface("lo").metadata(metadata));

            assertThat(run).passes().isUnchanged().hasMetadata(metadata);
            assertThat(seen).containsEntry(0, LOOPBACK).containsEntry(1, 0).containsEntry(3, 64);
            assertThat(seen.get(2)).isEqualTo(0x04030201);
        }

        @Test
        void anEmptyContextDoesNotMeanAnEmptyPacket(@BpfProgram("xdp_reads") XdpProgram program) {
            assertThat(program.run(Frames.ofLength(100), xdpOptions())).passes();
            assertThat(seen.get(3)).isEqualTo(100);
        }

        @Test
        void metadataThatAProgramAddsIsNoPartOfThePacket(@BpfProgram("xdp_adds_metadata") XdpProgram program) {
            assertThat(program.run(Frames.ofLength(64))).passes().isUnchanged().hasMetadata(new byte[] {1, 2, 3, 4});
        }

        @Test
        void metadataOfAWrongLengthIsRefused() {
            assertThatThrownBy(() -> xdpOptions().metadata(new byte[6]))
                    .isInstanceOf(RunOptionException.class)
                    .hasMessageContaining("6 bytes")
                    .hasMessageContaining("multiple of 4");
            assertThatThrownBy(() -> xdpOptions().metadata(new byte[256])).isInstanceOf(RunOptionException.class);
        }

        @Test
        void aQueueThatTheInterfaceLacksIsRefused(@BpfProgram("xdp_reads") XdpProgram program) {
            byte[] frame = Frames.ofLength(64);

            assertThatThrownBy(() -> program.run(
                            frame, xdpOptions().ingressInterface("lo").receiveQueue(99)))
                    .isInstanceOf(RunOptionException.class)
                    .hasMessageContaining("receive queue 99 of interface 1");
            assertThatThrownBy(() -> program.run(frame, xdpOptions().ingressInterface(99_999)))
                    .isInstanceOf(RunOptionException.class)
                    .hasMessageContaining("ENODEV");
        }
    }

    @Nested
    class OfSkb {

        @Test
        void theProgramSeesWhatIsSet(@BpfProgram("tc_context") TcProgram program) {
            program.run(
                    Frames.ofLength(64),
                    skbOptions()
                            .mark(11)
                            .priority(12)
                            .ingressInterface("lo")
                            .onInterface("lo")
                            .controlBlock(0, 14)
                            .wireLength(1000)
                            .gsoSegments(3)
                            .gsoSize(200)
                            .timestamp(17));

            assertThat(seen)
                    .containsEntry(0, 11)
                    .containsEntry(1, 12)
                    .containsEntry(2, LOOPBACK)
                    .containsEntry(3, LOOPBACK)
                    .containsEntry(4, 14)
                    .containsEntry(5, 1000)
                    .containsEntry(6, 3)
                    .containsEntry(7, 200)
                    .containsEntry(8, 17);
        }

        @Test
        void whatTheProgramChangedIsReadBack(@BpfProgram("tc_context") TcProgram program) {
            SkbContext context = program.run(Frames.ofLength(64)).context();

            assertThat(context.mark()).isEqualTo(7);
            assertThat(context.wireLength()).isEqualTo(64);
            assertThat(program.run(Frames.ofLength(64), skbOptions().mark(1)))
                    .passes()
                    .hasMark(7)
                    .hasPriority(6)
                    .hasControlBlock(1, 0, 0, 0, 5);
        }

        @Test
        void optionsOfOneRunDoNotReachTheNext(@BpfProgram("tc_context") TcProgram program) {
            program.run(Frames.ofLength(64), skbOptions().mark(11).wireLength(1000));
            program.run(Frames.ofLength(64));

            assertThat(seen).containsEntry(0, 0).containsEntry(5, 64);
        }

        @Test
        void whatTheKernelRefusesIsSaid(@BpfProgram("tc_context") TcProgram program) {
            byte[] frame = Frames.ofLength(64);

            assertThatThrownBy(() -> program.run(frame, skbOptions().wireLength(10)))
                    .isInstanceOf(RunOptionException.class)
                    .hasMessageContaining("wire length 10, for a packet of 64 bytes")
                    .hasMessageContaining("at least the packet's");
            assertThatThrownBy(() -> program.run(frame, skbOptions().mark(1).gsoSegments(70_000)))
                    .isInstanceOf(RunOptionException.class)
                    .hasMessageContaining("found     gso segments 70000");
            assertThatThrownBy(() -> program.run(frame, skbOptions().onInterface(99_999)))
                    .isInstanceOf(RunOptionException.class)
                    .hasMessageContaining("transmitting interface 99999")
                    .hasMessageContaining("ENODEV");
            assertThatThrownBy(() -> skbOptions().onInterface("nope0"))
                    .isInstanceOf(RunOptionException.class)
                    .hasMessageContaining("\"nope0\"")
                    .hasMessageContaining("lo");
            assertThatThrownBy(() -> skbOptions().controlBlock(1, 2, 3, 4, 5, 6))
                    .isInstanceOf(RunOptionException.class);
        }

        @Test
        void thePacketIsBlamedWhereTheOptionsAreRight(@BpfProgram("tc_context") TcProgram program) {
            assertThatThrownBy(() ->
                            program.run(Frames.ofLength(9_000), skbOptions().mark(1)))
                    .isInstanceOf(PacketException.class)
                    .hasMessageContaining("9000 bytes");
        }
    }
}
