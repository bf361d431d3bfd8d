package io.bpftest.assertion;

import io.bpftest.packet.PacketText;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A packet that two sides treat differently.
 *
 * @param number which one it is, from 1
 * @param packet its bytes
 * @param found what became of it
 * @param expected what should have
 * @param otherOutput whether another packet came out
 */
record Disagreement(long number, byte[] packet, Treatment found, Treatment expected, boolean otherOutput) {

    /** What those have in common that are shown together: the protocols, and both verdicts. */
    String shape() {
        return protocols(packet) + ": " + verdicts();
    }

    /** Both verdicts. */
    String verdicts() {
        String verdicts = found.verdict() + ", expected " + expected.verdict();
        return otherOutput && found.agreesWith(expected) ? verdicts + " with another output" : verdicts;
    }

    /** The first word of each header in a packet's summary; bytes that are no header begin with their number. */
    private static String protocols(byte[] packet) {
        return Arrays.stream(PacketText.summary(packet).split(" / "))
                .map(header -> header.split(" ", 2)[0])
                .filter(name -> !name.isEmpty() && !Character.isDigit(name.charAt(0)))
                .collect(Collectors.joining(" / "));
    }
}
