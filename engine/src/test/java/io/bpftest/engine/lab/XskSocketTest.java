package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.LabException;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.XdpMode;
import io.bpftest.lab.XskSocket;
import io.bpftest.map.KernelMap;
import io.bpftest.map.XskMap;
import io.bpftest.program.XdpProgram;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** AF_XDP sockets that XDP programs redirect to. */
@BpfObject("xsk.bpf.c")
@MakesNamespaces
class XskSocketTest {

    @BpfProgram("to_socket")
    XdpProgram program;

    @BpfMap
    XskMap sockets;

    @BpfMap
    KernelMap<Integer, Integer> seen;

    @ParameterizedTest
    @EnumSource(names = "OFFLOAD", mode = EnumSource.Mode.EXCLUDE)
    void aRedirectedFrameComesOutOfTheSocketAndNotUp(XdpMode mode, Lab lab) {
        LabLink wire = lab.link("a", "b");
        Capture up = wire.far().capture();
        XskSocket socket = wire.far().xskSocket();
        wire.far().attach(program, mode);
        sockets.put(socket.queue(), socket);

        byte[][] frames = {Frames.asking(1), Frames.ofLength(14), Frames.ofLength(1514)};
        for (byte[] frame : frames) {
            wire.near().send(frame);
        }
        for (byte[] frame : frames) {
            assertThat(socket.next()).isEqualTo(frame);
        }

        sockets.remove(socket.queue());
        byte[] passed = Frames.asking(2);
        wire.near().send(passed);
        assertThat(up.next()).isEqualTo(passed);
        assertThat(socket.soFar()).isEmpty();
    }

    @Test
    void aSocketTakesAsManyFramesAsAreAskedFor(Lab lab) {
        LabLink wire = lab.link("a", "b");
        XskSocket socket = wire.far().xskSocket();
        wire.far().attach(program, XdpMode.NATIVE);
        sockets.put(0, socket);

        for (int i = 0; i < 1000; i++) {
            wire.near().send(Frames.asking(i));
            assertThat(socket.next()).isEqualTo(Frames.asking(i));
        }
    }

    @Test
    void framesThatThereIsNoRoomForAreTold(Lab lab) {
        LabLink wire = lab.link("a", "b");
        XskSocket socket = wire.far().xskSocket();
        wire.far().attach(program, XdpMode.NATIVE);
        sockets.put(0, socket);

        for (int i = 0; i < 300; i++) {
            wire.near().send(Frames.asking(i));
        }
        lab.await("all have come", () -> seen.get(0) == 300);

        assertThatThrownBy(() -> socket.next(Duration.ofMillis(50), frame -> false))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("did not come in by the AF_XDP socket of eth0 of host b")
                .hasMessageContaining("and 251 more")
                .hasMessageContaining("it had no room for 44 frames");
        wire.near().send(Frames.asking(300));
        assertThat(socket.next()).isEqualTo(Frames.asking(300));
    }

    @Test
    void aQueueHasOneSocket(Lab lab) {
        LabLink wire = lab.link("a", "b");
        XskSocket first = wire.far().xskSocket();
        assertThatThrownBy(() -> wire.far().xskSocket())
                .isInstanceOf(LabException.class)
                .hasMessageContaining("No AF_XDP socket can be made at eth0 of host b")
                .hasMessageContaining("EBUSY");
        first.close();
        assertThat(wire.far().xskSocket().descriptor()).isPositive();
    }

    @Test
    void aClosedSocketIsOutOfTheMapAndRefused(Lab lab) {
        LabLink wire = lab.link("a", "b");
        Capture up = wire.far().capture();
        XskSocket socket = wire.far().xskSocket();
        wire.far().attach(program, XdpMode.NATIVE);
        sockets.put(0, socket);

        socket.close();
        socket.close();
        wire.near().send(Frames.asking(1));

        assertThat(up.next()).isEqualTo(Frames.asking(1));
        assertThatThrownBy(socket::next)
                .isInstanceOf(ObjectClosedException.class)
                .hasMessageContaining("AF_XDP socket of eth0 of host b is closed");
        assertThatThrownBy(() -> sockets.put(0, socket)).isInstanceOf(MapAccessException.class);
    }
}
