package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.XdpLiveOptions.liveOn;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Golden;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpLiveOptions;
import io.bpftest.program.XdpLiveRun;
import io.bpftest.program.XdpProgram;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What failing assertions print of live frames: see {@link FailureTextTest}. */
@BpfObject("live.bpf.c")
class LiveFailureTextTest {

    private static final byte[] PACKET =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x").bytes();

    @BpfProgram("redirects")
    XdpProgram redirects;

    @BpfMap
    KernelMap<Integer, Integer> target;

    private final Golden golden = new Golden();

    @Test
    void countersShowWhereFramesShouldHaveGoneAndWhyTheyDidNot() throws Exception {
        golden.normalise("(near|far) \\(\\d+\\)", "$1 (<index>)");
        // The peer of a veth takes frames only if it has an XDP program itself.
        XdpLiveRun run = onNear("far", 3, new byte[] {6, 0, 0, 0});

        golden.failsOnAScreen("failing_live_counter", () -> assertThat(run).hasRedirected(3));
        golden.failsOnAScreen("failing_live_target", () -> assertThat(run).redirectsTo("near"));
    }

    @Test
    void aMissingRedirectShowsWhatBecameOfTheFrames(@BpfProgram("prints") XdpProgram prints) {
        XdpLiveRun run = prints.runLive(PACKET, liveOn("lo").frames(20));

        golden.failsOnAScreen("failing_live_no_target", () -> assertThat(run).redirectsTo("lo"));
        golden.failsOnAScreen("failing_live_passed", () -> assertThat(run).hasPassed(20));
    }

    private XdpLiveRun onNear(String to, int frames, byte[] metadata) throws Exception {
        AtomicReference<XdpLiveRun> result = new AtomicReference<>();
        OwnNetwork.with(network -> {
            target.put(0, network.index(to));
            XdpLiveOptions options = liveOn("near").frames(frames).metadata(metadata);
            result.set(redirects.runLive(PACKET, options));
        });
        return result.get();
    }
}
