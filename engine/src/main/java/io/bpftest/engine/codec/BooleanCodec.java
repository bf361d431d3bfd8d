package io.bpftest.engine.codec;

/** Truth as a number: not 0 is true. */
final class BooleanCodec implements Codec<Boolean>, PrimitiveCodec {

    private final Slot slot;

    BooleanCodec(Slot slot) {
        slot.require(slot.type().isScalar(), Boolean.class);
        this.slot = slot;
    }

    @Override
    public int size() {
        return slot.type().size();
    }

    @Override
    public void encode(Boolean value, long address) {
        encodeLong(value ? 1 : 0, address);
    }

    @Override
    public void encodeLong(long number, long address) {
        slot.layout().write(address, number);
    }

    @Override
    public Boolean decode(long address) {
        return slot.layout().read(address) != 0;
    }

    @Override
    public long decodeLong(long address) {
        return slot.layout().read(address) != 0 ? 1 : 0;
    }
}
