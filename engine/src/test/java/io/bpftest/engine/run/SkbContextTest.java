package io.bpftest.engine.run;

import static io.bpftest.program.SkbOptions.skbOptions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.engine.Frames;
import io.bpftest.engine.Golden;
import io.bpftest.error.RunOptionException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.PacketProgram;
import io.bpftest.program.SkbContext;
import io.bpftest.program.SkbOptions;
import io.bpftest.program.SkbRun;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The context in and out of each skb type: all that its options let in, what the program sees of it, what comes back. */
class SkbContextTest {

    // enum field of skb_contexts.bpf.c
    private static final int MARK = 0;
    private static final int PRIORITY = 1;
    private static final int INGRESS_INTERFACE = 2;
    private static final int INTERFACE = 3;
    private static final int CONTROL_BLOCK = 4;
    private static final int GSO_SEGMENTS = 9;
    private static final int GSO_SIZE = 10;
    private static final int TIMESTAMP = 11;
    private static final int WIRE_LENGTH = 12;
    private static final int SEEN_LENGTH = 13;

    private static final int LENGTH = 64;
    private static final int LOOPBACK = 1;
    private static final int[] WORDS = {0x11223344, 0x55667788, 0x99aabbcc, 0xddeeff00, 0x01020304};
    private static final long TIME = 0x1122334455667788L;

    /** Each field has a value that no other has; the ingress interface need not exist. */
    private static final SkbOptions ALL = skbOptions()
            .mark(0x81020304)
            .priority(0x85060708)
            .ingressInterface(4711)
            .onInterface(LOOPBACK)
            .controlBlock(WORDS)
            .timestamp(TIME)
            .wireLength(1000)
            .gsoSegments(3)
            .gsoSize(200);

    private static LoadedObject object;
    private static KernelMap<Integer, Long> seen;

    @BeforeAll
    static void load() {
        object = Bpf.open(Golden.inModule("src/test/bpf").resolve("skb_contexts.bpf.c"))
                .load();
        seen = object.map("seen", Integer.class, Long.class);
    }

    @AfterAll
    static void unload() {
        object.close();
    }

    @ParameterizedTest
    @EnumSource
    void theProgramSeesEachFieldThatItsTypeMayRead(SkbType type) {
        program(type).run(Frames.ofLength(LENGTH), ALL);

        assertThat(seen(MARK)).isEqualTo(0x81020304L);
        assertThat(seen(PRIORITY)).isEqualTo(0x85060708L);
        assertThat(seen(INGRESS_INTERFACE)).as("ingress_ifindex").isEqualTo(4711);
        assertThat(seen(INTERFACE)).as("ifindex").isEqualTo(LOOPBACK);
        for (int i = 0; i < WORDS.length; i++) {
            assertThat(seen(CONTROL_BLOCK + i)).as("cb[" + i + "]").isEqualTo(Integer.toUnsignedLong(WORDS[i]));
        }
        assertThat(seen(GSO_SEGMENTS)).as("gso_segs").isEqualTo(3);
        assertThat(seen(GSO_SIZE)).as("gso_size").isEqualTo(200);
        if (type.readsTimestamp()) {
            assertThat(seen(TIMESTAMP)).as("tstamp").isEqualTo(TIME);
        }
        if (type.seesEthernet()) {
            assertThat(seen(WIRE_LENGTH)).as("wire_len").isEqualTo(1000);
        }
        assertThat(seen(SEEN_LENGTH)).as("len").isEqualTo(type.seen(LENGTH));
    }

    @ParameterizedTest
    @EnumSource
    void withoutOptionsThePacketIsOnLoAndTheRestIsZero(SkbType type) {
        SkbContext context = program(type).run(Frames.ofLength(LENGTH)).context();

        for (int field = MARK; field <= GSO_SIZE; field++) {
            assertThat(seen(field)).as("field " + field).isEqualTo(field == INTERFACE ? LOOPBACK : 0);
        }
        if (type.readsTimestamp()) {
            assertThat(seen(TIMESTAMP)).isZero();
        }
        if (type.seesEthernet()) {
            assertThat(seen(WIRE_LENGTH)).isEqualTo(LENGTH);
        }
        assertThat(context.onInterface()).isEqualTo(LOOPBACK);
        assertThat(context.wireLength()).isEqualTo(type.seen(LENGTH));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheProgramChangedComesBackAndTheRestAsItWentIn(SkbType type) {
        SkbContext context = program(type).run(Frames.ofLength(LENGTH), ALL).context();

        assertThat(context.mark()).isEqualTo(type.writesMark() ? ~0x81020304 : 0x81020304);
        assertThat(context.priority()).isEqualTo(type.writesMark() ? ~0x85060708 : 0x85060708);
        assertThat(context.controlBlock())
                .isEqualTo(Arrays.stream(WORDS).map(word -> ~word).toArray());
        assertThat(context.timestamp()).isEqualTo(type.readsTimestamp() ? ~TIME : TIME);
        assertThat(context.ingressInterface()).isEqualTo(4711);
        assertThat(context.onInterface()).isEqualTo(LOOPBACK);
        assertThat(context.wireLength()).isEqualTo(1000);
        assertThat(context.gsoSegments()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void anotherInterfaceOfTheTestsOwnComesBackToo(SkbType type) throws Exception {
        OwnNetwork.with(network -> {
            int near = network.index("near");
            SkbContext context = program(type)
                    .run(
                            Frames.ofLength(LENGTH),
                            skbOptions().onInterface("near").ingressInterface("far"))
                    .context();

            assertThat(near).isNotEqualTo(LOOPBACK);
            assertThat(seen(INTERFACE)).isEqualTo(near);
            assertThat(context.onInterface()).isEqualTo(near);
            assertThat(context.ingressInterface()).isEqualTo(network.index("far"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatTheKernelRefusesIsSaid(SkbType type) {
        int length = type.seen(LENGTH);

        isRefused(
                type,
                skbOptions().wireLength(length - 1),
                "wire length " + (length - 1) + ", for a packet of 64 bytes");
        isRefused(type, skbOptions().wireLength(65_537), "wire length 65537, for a packet of 64 bytes");
        isRefused(type, skbOptions().wireLength(length).gsoSegments(65_536), "gso segments 65536");
        isRefused(type, skbOptions().gsoSegments(-1), "gso segments 4294967295");
        isRefused(type, skbOptions().onInterface(99_999), "transmitting interface 99999; the kernel says ENODEV");
    }

    @ParameterizedTest
    @EnumSource
    void theLimitsOfEachFieldAreTaken(SkbType type) {
        SkbOptions limits = skbOptions().wireLength(65_536).gsoSegments(65_535).gsoSize(65_535);

        assertThat(program(type).run(Frames.ofLength(LENGTH), limits).context().gsoSegments())
                .isEqualTo(65_535);
        assertThat(seen(GSO_SIZE)).isEqualTo(65_535);
    }

    private static void isRefused(SkbType type, SkbOptions options, String found) {
        assertThatThrownBy(() -> program(type).run(Frames.ofLength(LENGTH), options))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("\"" + type.function() + "\"")
                .hasMessageContaining("cannot run with these options")
                .hasMessageContaining("found     " + found);
    }

    private static PacketProgram<? extends SkbRun, SkbOptions> program(SkbType type) {
        return type.of(object);
    }

    private static long seen(int field) {
        return seen.get(field);
    }
}
