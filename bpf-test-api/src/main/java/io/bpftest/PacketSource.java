package io.bpftest;

import io.bpftest.junit.PacketArguments;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a parameterised test once for each packet that a factory method gives.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @PacketSource
 * void drops(Packet packet, XdpProgram firewall) {
 *     assertThat(firewall.run(packet)).drops();
 * }
 *
 * static FrameTemplate<Udp4Frame> drops() {
 *     return each(udp4("203.0.113.7", 4000, "198.51.100.1", 53)).range(Udp4Frame::ttl, 1, 255);
 * }
 * }</pre>
 *
 * <p>A factory gives a stream, iterable, iterator or array of packets, each one of pcap4j's {@code Packet}, a {@code
 * Frame} such as {@code udp4(...)}, a {@code CapturedPacket}, or {@code byte[]}. The test's first parameter is a {@code
 * Packet}, {@code byte[]}, or the kind of frame that the factory gives; handles follow it. Each invocation is named
 * after its packet. Packets are taken from the factory one by one, and a stream is closed afterwards.
 *
 * <p>What is wrong with a source, such as one that gives no packets, is an {@link
 * io.bpftest.error.PacketSourceException}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ArgumentsSource(PacketArguments.class)
public @interface PacketSource {

    /**
     * The factory methods: the name of a method of the test class or of one around it, or {@code Class#method}, where
     * the class is named in full or as seen from the test class's package. By default the method named as the test.
     *
     * <p>A factory is static, or one of the test instance under {@code @TestInstance(PER_CLASS)}.
     */
    String[] value() default {};
}
