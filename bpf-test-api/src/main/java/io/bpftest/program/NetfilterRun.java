package io.bpftest.program;

import java.util.Objects;

/** What one test run of a netfilter program gave. Such a program cannot change the packet, so none comes out. */
public final class NetfilterRun extends PacketRun implements PacketDecision {

    /** Records a run; engines call this. */
    public NetfilterRun(Program program, byte[] input, int returnValue, int nanoseconds) {
        super(program, input, returnValue, nanoseconds);
    }

    /** The hook that the program ran for, and the family: the packet's own where no other was asked for. */
    public NetfilterOptions options() {
        NetfilterOptions options =
                recordedOptions() instanceof NetfilterOptions given ? given : NetfilterOptions.netfilterOptions();
        return options.family() == null ? options.family(NetfilterFamily.of(input())) : options;
    }

    /**
     * The hook and the family by their names and numbers in the kernel's headers, and the interfaces that the kernel's
     * test run always gives: see {@link NetfilterProgram}.
     */
    @Override
    public String given() {
        NetfilterOptions options = options();
        NetfilterFamily family = Objects.requireNonNull(options.family());
        return "hook " + options.hook().constant() + " (" + options.hook().ordinal() + "), family " + family.constant()
                + " (" + family.number() + "), comes in by nothing, goes out of lo";
    }

    /** What the program decided; {@link NetfilterVerdict#UNKNOWN} leaves the number in {@link #returnValue()}. */
    public NetfilterVerdict verdict() {
        return NetfilterVerdict.of(returnValue());
    }

    @Override
    public boolean passes() {
        return verdict() == NetfilterVerdict.ACCEPT;
    }

    @Override
    public boolean drops() {
        return verdict() == NetfilterVerdict.DROP;
    }

    @Override
    public String outcome() {
        return NetfilterVerdict.name(returnValue());
    }
}
