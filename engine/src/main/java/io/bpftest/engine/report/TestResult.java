package io.bpftest.engine.report;

import java.util.List;

/**
 * How a test ended.
 *
 * @param className its outermost class
 * @param folder the folder of its kernel in that for reports, such as {@code linux-6.12}; empty for tests of no kernel
 * @param names the names of what it stands in, from the class on, and its own
 * @param message why it failed, or was skipped; else empty
 * @param container whether it is a class or such, whose tests did not run
 */
record TestResult(
        String id,
        String className,
        String folder,
        List<String> names,
        Status status,
        long microseconds,
        String message,
        boolean container,
        TestDetails details) {

    /** How it may end. */
    enum Status {
        PASSED,
        FAILED,
        ABORTED,
        SKIPPED;

        static Status of(String name) {
            for (Status status : values()) {
                if (status.name().equals(name)) {
                    return status;
                }
            }
            return FAILED;
        }
    }

    static TestResult of(Fields fields) {
        return new TestResult(
                fields.text("result"),
                fields.text("class"),
                fields.text("folder"),
                fields.texts("names"),
                Status.of(fields.text("status")),
                fields.number("microseconds"),
                fields.text("message"),
                fields.number("container") != 0,
                TestDetails.NONE);
    }

    TestResult with(TestDetails known) {
        return new TestResult(id, className, folder, names, status, microseconds, message, container, known);
    }

    TestKey key() {
        return new TestKey(folder, className, id);
    }

    boolean failed() {
        return status == Status.FAILED;
    }

    /** Its name within its class; a class has none but its own. */
    String name() {
        return names.size() > 1 ? String.join(" › ", names.subList(1, names.size())) : String.join("", names);
    }
}
