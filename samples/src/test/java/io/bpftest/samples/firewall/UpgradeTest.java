package io.bpftest.samples.firewall;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.Environment;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.RunIn;
import io.bpftest.packet.Captures;
import io.bpftest.packet.PacketGenerator;
import io.bpftest.packet.PacketText;
import io.bpftest.program.XdpProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.Packet;

/**
 * The firewall as it is beside the one of the next release, which drops fragments. Without a handle or object in an annotation
 * that would bring it to where programs may be loaded, it says itself where it may run: wherever that is.
 */
@RunIn({Environment.LOCAL, Environment.CONTAINER, Environment.VM})
class UpgradeTest {

    private static final Path SOURCE = Path.of("src/test/java/io/bpftest/samples/firewall/xdp_firewall.bpf.c");
    private static final Path TRAFFIC = Captures.find(UpgradeTest.class, "lan.pcap");

    private LoadedObject installed;
    private LoadedObject next;
    private XdpProgram oldFirewall;
    private XdpProgram newFirewall;

    @BeforeEach
    void loadBoth() {
        installed = Bpf.open(SOURCE).load();
        ObjectSpec stricter = Bpf.open(SOURCE);
        stricter.constant("drop_fragments").set("true");
        next = stricter.load();
        oldFirewall = installed.program(XdpProgram.class);
        newFirewall = next.program(XdpProgram.class);
        for (LoadedObject object : new LoadedObject[] {installed, next}) {
            object.map("port_rules", Integer.class, Integer.class).put(FirewallTests.rule(FirewallTests.TCP, 80), 0);
        }
    }

    @AfterEach
    void closeBoth() {
        installed.close();
        next.close();
    }

    @Test
    void changesFragmentsOnlyOfTheTrafficThatThereIs() {
        assertThat(newFirewall)
                .agreesWith(oldFirewall)
                .except("later fragments are dropped", UpgradeTest::isLaterFragment)
                .comparingMaps("blocked4", "port_rules")
                .on(TRAFFIC);
    }

    @Test
    void changesFragmentsOnlyOfTrafficThatNobodySaw() {
        assertThat(newFirewall)
                .agreesWith(oldFirewall)
                .except("later fragments are dropped", UpgradeTest::isLaterFragment)
                .onGenerated(PacketGenerator.protocols().corpus(TRAFFIC));
    }

    private static boolean isLaterFragment(Packet packet) {
        return PacketText.summary(packet.getRawData()).contains("fragment");
    }
}
