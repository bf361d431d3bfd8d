package io.bpftest;

import io.bpftest.junit.PcapArguments;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a parameterised test once for each packet of a capture, .pcap or .pcapng.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @PcapSource(value = "lan.pcap", filter = "udp port 53")
 * void passesDns(Packet packet, XdpProgram firewall) {
 *     assertThat(firewall.run(packet)).passes();
 * }
 * }</pre>
 *
 * <p>The file is looked for as {@link BpfObject}'s is. The test's first parameter is a {@code Packet}, {@code byte[]} or
 * {@code CapturedPacket}; handles follow it. Each invocation is named after the packet and its number in the file: {@code
 * #3 eth ...}.
 *
 * <p>A missing file is a {@link io.bpftest.error.FileMissingException}, a damaged one or a wrong filter a {@link
 * io.bpftest.error.PacketException}, and one that gives no packets a {@link io.bpftest.error.PacketSourceException}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Repeatable(PcapSources.class)
@ArgumentsSource(PcapArguments.class)
public @interface PcapSource {

    /** The capture file. */
    String value();

    /** Which packets to take, in libpcap's syntax, such as {@code "udp port 53"}; by default all. */
    String filter() default "";

    /** How many packets to take at most, from the first that the filter takes; what follows is not read. */
    int limit() default Integer.MAX_VALUE;

    /**
     * Whether to take packets that were captured cut short too, as short as they are. By default they are an error,
     * since a program would be tested with packets that no network carries: their headers tell of more bytes than they
     * have.
     */
    boolean cutShort() default false;
}
