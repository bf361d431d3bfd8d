package io.bpftest.engine.replay;

/** Has all threads of a replay end. */
final class ReplayStop {

    private volatile boolean asked;

    boolean isAsked() {
        return asked;
    }

    void ask() {
        asked = true;
    }
}
