package io.bpftest.program;

/** What one test run of a cgroup skb program gave. */
public final class CgroupSkbRun extends SkbRun implements PacketDecision {

    /** Records a run; engines call this. */
    public CgroupSkbRun(
            Program program, byte[] input, byte[] output, int returnValue, int nanoseconds, SkbContext context) {
        super(program, input, output, returnValue, nanoseconds, context);
    }

    /** What the program decided; {@link CgroupSkbVerdict#UNKNOWN} leaves the number in {@link #returnValue()}. */
    public CgroupSkbVerdict verdict() {
        return CgroupSkbVerdict.of(returnValue());
    }

    @Override
    public boolean passes() {
        return verdict() == CgroupSkbVerdict.ALLOW || verdict() == CgroupSkbVerdict.ALLOW_AND_NOTIFY;
    }

    @Override
    public boolean drops() {
        return verdict() == CgroupSkbVerdict.DENY || verdict() == CgroupSkbVerdict.DENY_AND_NOTIFY;
    }

    @Override
    public String outcome() {
        return CgroupSkbVerdict.name(returnValue());
    }
}
