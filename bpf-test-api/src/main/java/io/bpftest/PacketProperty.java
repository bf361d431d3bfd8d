package io.bpftest;

import io.bpftest.junit.BpfTestExtension;
import io.bpftest.junit.PacketPropertyExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test's body on many generated packets: what it asserts must hold for each of them.
 *
 * <pre>{@code
 * @PacketProperty(tries = 5_000, corpus = "lan.pcap")
 * void neverAborts(Packet packet, XdpProgram firewall) {
 *     assertThat(firewall.run(packet).verdict()).isNotEqualTo(XdpVerdict.ABORTED);
 * }
 * }</pre>
 *
 * <p>One parameter is the packet, a {@code Packet} or {@code byte[]}; handles stand beside it. It is one test: its objects
 * are loaded once, {@code @BeforeEach} runs once, and what programs keep in maps goes on from packet to packet. Packets hold
 * the constants of the programs that are injected and the keys of their maps (see {@code PacketGenerator}). A body that
 * aborts by an assumption, such as {@code assumeTrue}, discards the packet; so does a packet that the kernel does not take.
 *
 * <p>A failure says by which seed it comes again, and shows the packet made as small as it can be while the body still fails
 * with the same type of error on it, maps as they were before the first packet. Where it fails only with the packets before
 * it, it says so and saves them all. A found packet is kept in {@code src/test/resources}, and runs first from then on.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith({BpfTestExtension.class, PacketPropertyExtension.class})
public @interface PacketProperty {

    /** How many packets are generated; at least 1. */
    int tries() default 1_000;

    /**
     * The seed that the packets follow from, one number; by default another one each time. The setting {@code
     * bpftest.seed} goes before it.
     */
    long[] seed() default {};

    /** A capture whose packets are changed, every other time; looked for as {@link PcapSource}'s is. Empty for none. */
    String corpus() default "";
}
