package io.bpftest.engine.trial;

/**
 * How one trial in one process ended.
 *
 * @param end the kind of end
 * @param text what is to be said of it, as a part of a sentence about the process; empty for {@link End#HARMLESS}
 */
record Answer(End end, String text) {

    enum End {
        /** The trial ran to its end. */
        HARMLESS(true),
        /** The trial met what it is not made for, an error of ours, and the process lives. */
        FAILED(true),
        /** The process died by a signal that its own code raises. */
        CRASHED(false),
        /** The trial took too long. */
        HUNG(false),
        /** The process is gone or silent, and the object need not be the reason. */
        LOST(false);

        /** Whether the process can try another object. */
        private final boolean alive;

        End(boolean alive) {
            this.alive = alive;
        }
    }

    boolean leavesProcessAlive() {
        return end.alive;
    }
}
