package io.bpftest.packet;

import org.slf4j.LoggerFactory;

/** Keeps SLF4J from warning on the console when pcap4j, which logs through it, finds no provider to log to. */
public final class PcapLogging {

    private static final String VERBOSITY = "slf4j.internal.verbosity";

    private PcapLogging() {}

    /**
     * Has SLF4J look for its provider now, before pcap4j does. With a provider nothing changes; without one there is
     * nothing to lose, and the warning would be the first thing that a user's first test prints.
     */
    public static void settle() {
        if (System.getProperty(VERBOSITY) != null) {
            return;
        }
        System.setProperty(VERBOSITY, "ERROR");
        try {
            LoggerFactory.getILoggerFactory();
        } finally {
            System.clearProperty(VERBOSITY);
        }
    }
}
