package io.bpftest.engine.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A packet before and after a program.
 *
 * @param input the first bytes
 * @param inputLength how many bytes there were
 * @param output the first bytes of what came out, null of a program that gives no packet
 */
record PacketPair(String outcome, byte[] input, long inputLength, byte @Nullable [] output, long outputLength) {

    static PacketPair of(Fields fields) {
        byte[] input = fields.bytes("in");
        return new PacketPair(
                fields.text("outcome"),
                Objects.requireNonNullElse(input, new byte[0]),
                fields.number("inLength"),
                fields.bytes("out"),
                fields.number("outLength"));
    }
}
