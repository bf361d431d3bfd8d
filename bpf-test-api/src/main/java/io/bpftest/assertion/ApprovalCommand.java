package io.bpftest.assertion;

import io.bpftest.Environment;
import io.bpftest.spi.CurrentTest;
import io.bpftest.spi.GuestEnvironment;

/** The command that approves what a test sees. */
final class ApprovalCommand {

    private ApprovalCommand() {}

    /**
     * Gives the command for a kernel, which it names where this JVM runs in a virtual machine that was started for it.
     *
     * @param version such as {@code 6.12}
     */
    static String of(CurrentTest test, String version) {
        return of(test) + (GuestEnvironment.current() == Environment.VM ? " -Dbpftest.kernels=" + version : "");
    }

    static String of(CurrentTest test) {
        String method = test.methodName().replaceAll("\\[.*", "");
        return "mvn test -Dtest=" + test.className().replace('.', '$') + "#" + method + " -Dbpftest.approve=true";
    }
}
