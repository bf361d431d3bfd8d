package io.bpftest.junit;

import io.bpftest.file.ApprovedFiles;
import io.bpftest.spi.CurrentTest;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells of approvals whose tests are gone: nobody compares them any more. */
final class StaleApprovals {

    private static final Set<Path> TOLD = ConcurrentHashMap.newKeySet();

    private StaleApprovals() {}

    /** Looks beside a class's source; tells of each file once. */
    static void tell(TestClass testClass) {
        for (Path file :
                ApprovedFiles.stale(testClass.module(), testClass.type(), CurrentTest.fileName(testClass.name()))) {
            if (TOLD.add(file)) {
                System.err.println("bpf-test: no test of " + testClass.name()
                        + " compares this file of what was approved any more: " + CurrentTest.shown(file)
                        + "; delete the file, or give it the test's new name");
            }
        }
    }
}
