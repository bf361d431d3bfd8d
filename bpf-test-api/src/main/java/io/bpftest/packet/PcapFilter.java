package io.bpftest.packet;

import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import java.net.Inet4Address;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/**
 * A filter in libpcap's syntax, such as {@code tcp port 80 and not host 10.0.0.1}, compiled and run by libpcap, for
 * frames that begin with an Ethernet header. {@code man pcap-filter} has the syntax.
 *
 * <p>It means what tcpdump means by it, which may surprise: {@code port 80} looks at IPv4 and IPv6 packets without VLAN
 * tags; at tagged ones only what follows the word {@code vlan}. Of a fragmented IPv4 packet only the first fragment has
 * ports. IPv6 extension headers are not skipped: {@code tcp} takes only packets whose first next header is TCP, or a
 * fragment header that TCP follows.
 *
 * <p>Safe for use by several threads.
 */
public final class PcapFilter {

    /** Stands for the netmask that only the primitive "ip broadcast" asks for. */
    static final Inet4Address NO_NETMASK = Literals.ip4("0.0.0.0");

    /** What tcpdump takes as the longest packet. */
    private static final int LONGEST_PACKET = 262_144;

    static {
        PcapLogging.settle();
    }

    private final String expression;
    private final BpfProgram program;

    private PcapFilter(String expression, BpfProgram program) {
        this.expression = expression;
        this.program = program;
    }

    /**
     * Compiles a filter. What libpcap keeps for it, some hundred bytes, stays until the JVM ends.
     *
     * @param expression such as {@code udp port 53}; empty for all packets
     * @throws PacketException if libpcap does not take it, with libpcap's words
     * @throws ToolMissingException if libpcap is not installed
     */
    public static PcapFilter compile(String expression) {
        try (PcapHandle handle = Pcaps.openDead(DataLinkType.EN10MB, LONGEST_PACKET)) {
            return new PcapFilter(expression, handle.compileFilter(expression, BpfCompileMode.OPTIMIZE, NO_NETMASK));
        } catch (PcapNativeException | NotOpenException e) {
            throw refused("The filter \"" + expression + "\" is none", e);
        } catch (LinkageError e) {
            throw CaptureFiles.withoutLibrary(e);
        }
    }

    /**
     * Tells whether the filter takes a frame.
     *
     * @param frame the bytes from the Ethernet header on
     */
    public boolean takes(byte[] frame) {
        return program.applyFilter(frame, frame.length, frame.length);
    }

    /** Says that libpcap does not take a filter, in its words. */
    static PacketException refused(String subject, Exception cause) {
        return new PacketException(
                new Problem(
                        subject,
                        String.valueOf(cause.getMessage()),
                        "a filter in libpcap's syntax, such as \"udp port 53\"",
                        "correct it; man pcap-filter has the syntax, and tcpdump -d FILTER tries it"),
                cause);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PcapFilter filter && expression.equals(filter.expression);
    }

    @Override
    public int hashCode() {
        return Objects.hash(expression);
    }

    /** Gives the expression. */
    @Override
    public String toString() {
        return expression;
    }
}
