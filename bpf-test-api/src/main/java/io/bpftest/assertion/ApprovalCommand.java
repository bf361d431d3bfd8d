package io.bpftest.assertion;

import io.bpftest.spi.CurrentTest;

/** The command that approves what a test sees. */
final class ApprovalCommand {

    private ApprovalCommand() {}

    static String of(CurrentTest test) {
        String method = test.methodName().replaceAll("\\[.*", "");
        return "mvn test -Dtest=" + test.className().replace('.', '$') + "#" + method + " -Dbpftest.approve=true";
    }
}
