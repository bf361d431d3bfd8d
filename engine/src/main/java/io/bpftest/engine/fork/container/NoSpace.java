package io.bpftest.engine.fork.container;

import java.util.Locale;

/** A full disk of the container engine's, which it tells of by text alone. */
final class NoSpace {

    static final String REMEDY = "free disk space, for instance with: docker system prune";

    private NoSpace() {}

    static boolean isTold(String message) {
        return message.toLowerCase(Locale.ROOT).contains("no space left");
    }
}
