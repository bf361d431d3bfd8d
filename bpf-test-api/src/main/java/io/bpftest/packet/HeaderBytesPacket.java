package io.bpftest.packet;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.AbstractPacket;
import org.pcap4j.packet.Packet;

/** A header that pcap4j has no class for, as bytes, before a payload that may have one. */
final class HeaderBytesPacket extends AbstractPacket {

    private static final long serialVersionUID = 1L;

    private final Bytes header;
    private final @Nullable Packet payload;

    private HeaderBytesPacket(byte[] header, @Nullable Packet payload) {
        this.header = new Bytes(header);
        this.payload = payload;
    }

    @Override
    public Header getHeader() {
        return header;
    }

    @Override
    public @Nullable Packet getPayload() {
        return payload;
    }

    @Override
    public Builder getBuilder() {
        return new Builder(header.getRawData(), payload == null ? null : payload.getBuilder());
    }

    private static final class Bytes extends AbstractHeader {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        protected List<byte[]> getRawFields() {
            return List.of(bytes);
        }
    }

    /** Keeps the payload a builder, so that adjustments of it find it. */
    static final class Builder extends AbstractBuilder {

        private final byte[] header;
        private Packet.@Nullable Builder payload;

        Builder(byte[] header, Packet.@Nullable Builder payload) {
            this.header = header;
            this.payload = payload;
        }

        @Override
        public AbstractBuilder payloadBuilder(Packet.@Nullable Builder changed) {
            payload = changed;
            return this;
        }

        @Override
        public Packet.@Nullable Builder getPayloadBuilder() {
            return payload;
        }

        @Override
        public HeaderBytesPacket build() {
            return new HeaderBytesPacket(header, payload == null ? null : payload.build());
        }
    }
}
