package io.bpftest.engine.fork;

import io.bpftest.spi.Configuration;
import java.time.Duration;

/**
 * How long a guest is waited for.
 *
 * @param start until its JVM answers
 * @param silence between two signs of life, which a guest gives every second whatever its tests do; also how long it may
 *     take to end
 */
public record GuestLimits(Duration start, Duration silence) {

    /** Takes them from the settings {@code bpftest.guest.start} and {@code bpftest.guest.silence}. */
    public static GuestLimits of(Configuration configuration) {
        return new GuestLimits(configuration.guestStart(), configuration.guestSilence());
    }
}
