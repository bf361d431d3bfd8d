package io.bpftest.assertion;

import io.bpftest.lab.XdpRunner;
import io.bpftest.program.PacketOracle;
import io.bpftest.program.PacketReadingProgram;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a program does with many packets, compared with what something else says about them, and on what it
 * costs the verifier.
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
}
