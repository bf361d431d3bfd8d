package io.bpftest.engine.attach;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An XDP program that passes all. A veth hands over what its other end transmits with XDP_TX only if it has a program
 * itself ({@code veth_xdp_flush} of {@code drivers/net/veth.c}); frames that are redirected to it, it takes with GRO too.
 */
public final class PassingProgram {

    /** {@code r0 = XDP_PASS; exit} */
    private static final long[] CODE = {0x2_0000_00b7L, 0x95L};

    private static final int NATIVE = 1 << 2;

    private PassingProgram() {}

    /** Attaches one, native; called in the interface's network namespace. Gives nothing where there already is one. */
    public static Optional<Link> attach(HookedInterface to) {
        ByteBuffer code = NativeMemory.allocate(CODE.length * Long.BYTES);
        for (long instruction : CODE) {
            code.putLong(instruction);
        }
        int program = Native.libbpf()
                .bpf_prog_load(ProgramType.XDP.ordinal(), "passes", "GPL", NativeMemory.address(code), CODE.length, 0);
        if (program < 0) {
            return Optional.empty();
        }
        try {
            int link = Link.create(program, to.index(), AttachType.XDP, NATIVE);
            return link < 0 ? Optional.empty() : Optional.of(new Link(link));
        } finally {
            Native.libc().close(program);
        }
    }
}
