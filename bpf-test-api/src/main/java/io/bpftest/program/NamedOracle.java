package io.bpftest.program;

/** An oracle that failure texts name. */
record NamedOracle(String title, PacketOracle oracle) implements PacketOracle {

    @Override
    public Expectation expect(byte[] frame) {
        return oracle.expect(frame);
    }

    @Override
    public String toString() {
        return title;
    }
}
