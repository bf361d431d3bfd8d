package io.bpftest.program;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of the hook that a netfilter program finds in {@code ctx->state}: {@code struct nf_hook_state}. Immutable:
 * each call gives a changed copy.
 *
 * <p>Hook and family are all that the kernel's test run lets a caller set; the interfaces are the kernel's choice (see
 * {@link NetfilterProgram}).
 *
 * <p>Minimum kernel 6.4.
 */
public final class NetfilterOptions {

    private static final NetfilterOptions NONE = new NetfilterOptions(NetfilterHook.LOCAL_OUT, null);

    private final NetfilterHook hook;
    private final @Nullable NetfilterFamily family;

    private NetfilterOptions(NetfilterHook hook, @Nullable NetfilterFamily family) {
        this.hook = hook;
        this.family = family;
    }

    /** Gives options that set nothing: the hook is {@link NetfilterHook#LOCAL_OUT}, the family that of the packet. */
    public static NetfilterOptions netfilterOptions() {
        return NONE;
    }

    /** Sets {@code ctx->state->hook}. */
    public NetfilterOptions hook(NetfilterHook where) {
        return new NetfilterOptions(where, family);
    }

    /** Sets {@code ctx->state->pf}, which otherwise follows the packet's EtherType. */
    public NetfilterOptions family(NetfilterFamily protocolFamily) {
        return new NetfilterOptions(hook, protocolFamily);
    }

    /** The hook. */
    public NetfilterHook hook() {
        return hook;
    }

    /** The family; null for that of the packet. */
    public @Nullable NetfilterFamily family() {
        return family;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetfilterOptions options && hook == options.hook && family == options.family;
    }

    @Override
    public int hashCode() {
        return Objects.hash(hook, family);
    }

    @Override
    public String toString() {
        return "hook " + hook + ", family " + (family == null ? "of the packet" : family);
    }
}
