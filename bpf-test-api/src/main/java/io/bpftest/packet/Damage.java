package io.bpftest.packet;

import java.util.List;

/** One deliberate change of a frame's finished bytes; {@link Damageable} has calls for the usual ones. */
@FunctionalInterface
public interface Damage {

    /**
     * Does the damage.
     *
     * @param frame the bytes from the Ethernet header on, with the damage before this one; may be changed
     * @param headers where each header was before any damage
     * @return the damaged bytes, the same array or another
     */
    byte[] applyTo(byte[] frame, List<HeaderText> headers);
}
