package io.bpftest.samples.docs;

import static io.bpftest.OpenOptions.openOptions;
import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.Bpf;
import io.bpftest.BpfObject;
import io.bpftest.BpfStub;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.Helper;
import io.bpftest.program.XdpProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The sections about mocks and stubs of docs/guide.md. */
class MockGuideTest {

    private static final Udp4Frame PACKET = udp4("203.0.113.7", 4000, "198.51.100.1", 53);

    private static final Path FOLDER = Path.of("src/test/java/io/bpftest/samples/docs");

    @Test
    @BpfObject(value = "pacer.bpf.c", with = "impatient.bpf.c")
    void aMockReplacesAFunctionOfTheProgram(XdpProgram pacer) {
        assertThat(pacer.runAll(PACKET, PACKET, PACKET)).pass();
    }

    @Test
    void withoutAnnotations() {
        ObjectSpec spec =
                Bpf.open(FOLDER.resolve("pacer.bpf.c"), openOptions().with(FOLDER.resolve("impatient.bpf.c")));
        try (LoadedObject object = spec.load()) {
            assertThat(object.program("pacer", XdpProgram.class).runAll(PACKET, PACKET))
                    .pass();
        }
    }

    @Test
    @BpfObject("pacer.bpf.c")
    @BpfStub(
            helper = Helper.KTIME_GET_NS,
            returns = {5_000_000_000L, 5_999_999_999L, 6_000_000_000L})
    void aSecondIsLongEnough(XdpProgram pacer) {
        assertThat(pacer.runAll(PACKET, PACKET, PACKET))
                .first(1)
                .pass()
                .next(1)
                .drop()
                .rest()
                .pass();
    }

    @Test
    @BpfObject("pacer.bpf.c")
    @BpfStub(helper = Helper.MAP_UPDATE_ELEM, returns = -7) // E2BIG: the map is full
    void saysSoWhenTheMapIsFull(XdpProgram pacer) {
        assertThat(pacer.run(PACKET)).aborts();
    }

    @Test
    void stubsWithoutAnnotations() {
        ObjectSpec spec = Bpf.open(FOLDER.resolve("pacer.bpf.c"));
        spec.program("pacer").stub(Helper.KTIME_GET_NS).returning(42);
        try (LoadedObject object = spec.load()) {
            assertThat(object.program("pacer", XdpProgram.class).runAll(PACKET, PACKET))
                    .first(1)
                    .pass()
                    .rest()
                    .drop();
        }
    }
}
