package io.bpftest.assertion;

import io.bpftest.lab.XdpRunner;
import io.bpftest.packet.Frame;
import io.bpftest.program.PacketOracle;
import io.bpftest.program.PacketReadingProgram;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;

/**
 * Assertions on what a program does with many packets, or how long it takes for one, compared with something else, and on
 * what it costs the verifier.
 */
public class PacketReadingProgramAssert
        extends AbstractProgramAssert<PacketReadingProgramAssert, PacketReadingProgram<?, ?>> {

    /** Makes assertions on a program; see {@link BpfAssertions#assertThat(PacketReadingProgram)}. */
    public PacketReadingProgramAssert(@Nullable PacketReadingProgram<?, ?> actual) {
        super(actual, PacketReadingProgramAssert.class);
    }

    /**
     * Compares the program with another: an older version, another build, one of another type. Nothing runs until a call
     * such as {@link Agreement#on(java.nio.file.Path)} says on which packets.
     *
     * <pre>{@code
     * assertThat(newFilter).agreesWith(oldFilter).on(capture); // passes where all packets are treated alike
     * }</pre>
     */
    public Agreement agreesWith(PacketReadingProgram<?, ?> reference) {
        isNotNull();
        return new Agreement(this::failed, Side.of(actual), Side.of(reference));
    }

    /**
     * Compares the program with a run by another way, such as over a veth; otherwise as {@link
     * #agreesWith(PacketReadingProgram)}.
     *
     * <pre>{@code
     * assertThat(firewall).agreesWith(lab.runner(firewall, XdpPath.NATIVE)).on(packets);
     * }</pre>
     */
    public Agreement agreesWith(XdpRunner reference) {
        isNotNull();
        return new Agreement(this::failed, Side.of(actual), Side.of(reference));
    }

    /**
     * Compares the program with what an oracle expects; otherwise as {@link #agreesWith(PacketReadingProgram)}. Output
     * packets are not compared.
     *
     * <pre>{@code
     * assertThat(filter).agreesWith(PacketOracle.pcapFilter("tcp port 80")).on(capture);
     * }</pre>
     */
    public Agreement agreesWith(PacketOracle oracle) {
        isNotNull();
        return new Agreement(this::failed, Side.of(actual), Side.of(oracle));
    }

    /**
     * Takes a packet on which the program's time is judged.
     *
     * <pre>{@code
     * assertThat(newFirewall).on(packet).isNotSlowerThan(oldFirewall, 1.10);
     * }</pre>
     *
     * @param packet the whole frame, from its Ethernet header
     */
    public SpeedAssert on(byte[] packet) {
        isNotNull();
        return new SpeedAssert(actual, packet);
    }

    /** Takes a packet of pcap4j on which the program's time is judged; as {@link #on(byte[])} with its raw data. */
    public SpeedAssert on(Packet packet) {
        return on(packet.getRawData());
    }

    /** Takes the packet of a description on which the program's time is judged; as {@link #on(byte[])}. */
    public SpeedAssert on(Frame<?> packet) {
        return on(packet.bytes());
    }
}
