package io.bpftest.engine.attach;

import io.bpftest.engine.ffi.Native;
import io.bpftest.program.AttachType;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An XDP program that passes all. A veth hands over what its other end transmits with XDP_TX only if it has a program
 * itself ({@code veth_xdp_flush} of {@code drivers/net/veth.c}); frames that are redirected to it, it takes with GRO too.
 */
public final class PassingProgram {

    private static final int NATIVE = 1 << 2;

    private PassingProgram() {}

    /** Attaches one, native; called in the interface's network namespace. Gives nothing where there already is one. */
    public static Optional<Link> attach(HookedInterface to) {
        OptionalInt program = TinyProgram.passingXdp();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        try {
            int link = Link.create(program.getAsInt(), to.index(), AttachType.XDP, NATIVE);
            return link < 0 ? Optional.empty() : Optional.of(new Link(link));
        } finally {
            Native.libc().close(program.getAsInt());
        }
    }
}
