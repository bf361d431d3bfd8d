package io.bpftest.engine.report.coverage;

/** Says why a covered object tells nothing; the report goes on without it, and names it. */
final class UnreadableObject extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableObject(String found) {
        super(found);
    }
}
