package io.bpftest.program;

/** What one test run of a netfilter program gave. Such a program cannot change the packet, so none comes out. */
public final class NetfilterRun extends PacketRun implements PacketDecision {

    /** Records a run; engines call this. */
    public NetfilterRun(Program program, byte[] input, int returnValue, int nanoseconds) {
        super(program, input, returnValue, nanoseconds);
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
