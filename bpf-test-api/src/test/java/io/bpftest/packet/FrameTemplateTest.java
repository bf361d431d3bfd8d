package io.bpftest.packet;

import static io.bpftest.packet.Packets.each;
import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.udp4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.PacketException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameTemplateTest {

    private static final Udp4Frame QUERY = udp4("203.0.113.7", 4000, "198.51.100.1", 53);

    @Test
    void framesAreMadeOneByOneAsTheyAreTaken() {
        AtomicInteger made = new AtomicInteger();
        Iterator<Udp4Frame> frames = each(QUERY)
                .range(Udp4Frame::sourcePort, 0, 65535)
                .variants(frame -> frame, frame -> {
                    made.incrementAndGet();
                    return frame.ttl(1);
                })
                .iterator();

        frames.next();
        frames.next();

        assertThat(frames.hasNext()).isTrue();
        assertThat(made).hasValueLessThan(3);
    }

    @Test
    void givesTheCrossProductWithTheLastVariationFastest() {
        Stream<String> ports =
                each(QUERY).with(Udp4Frame::destinationPort, 53, 80).range(Udp4Frame::sourcePort, 1, 3).stream()
                        .map(frame ->
                                frame.udp().sourcePort() + ">" + frame.udp().destinationPort());

        assertThat(ports).containsExactly("1>53", "2>53", "3>53", "1>80", "2>80", "3>80");
    }

    @Test
    void variesByAnyChange() {
        FrameTemplate<Udp4Frame> template = each(QUERY)
                .variants(frame -> frame, Udp4Frame::badChecksum, frame -> frame.vlan(7))
                .with(Udp4Frame::sourceAddress, ip4("192.0.2.1"), ip4("192.0.2.2"))
                .with(Udp4Frame::payload, "a", "b");

        assertThat(template.size()).isEqualTo(12);
        assertThat(template).hasSize(12).doesNotHaveDuplicates();
        assertThat(template.stream().map(frame -> HexText.run(frame.bytes())))
                .hasSize(12)
                .doesNotHaveDuplicates();
    }

    @Test
    void makesFramesOnlyAsTheyAreTaken() {
        FrameTemplate<Udp4Frame> many =
                each(QUERY).range(Udp4Frame::sourcePort, 0, 65535).range(Udp4Frame::destinationPort, 0, 65535);

        assertThat(many.size()).isEqualTo(1L << 32);
        assertThat(many.stream().limit(3)).hasSize(3);
    }

    @Test
    void refusesVariationsWithoutValues() {
        assertThatThrownBy(() -> each(QUERY).range(Udp4Frame::ttl, 2, 1))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("template", "0 values");
        assertThatThrownBy(() -> each(QUERY).range(Udp4Frame::ttl, Integer.MIN_VALUE, Integer.MAX_VALUE))
                .isInstanceOf(PacketException.class);
        assertThatThrownBy(() -> each(QUERY).variants()).isInstanceOf(PacketException.class);
    }

    @ParameterizedTest
    @MethodSource("truncations")
    void feedsParameterisedTests(Udp4Frame frame) {
        assertThat(frame.bytes()).hasSizeLessThanOrEqualTo(42);
    }

    static Stream<Udp4Frame> truncations() {
        return each(QUERY).range(Udp4Frame::truncated, 0, 42).stream();
    }
}
