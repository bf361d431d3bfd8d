package io.bpftest.engine.fork;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What host and guest say to each other. A {@code thread} is the guest's that it happened in, so that the host can have
 * it happen in one of its own.
 */
public sealed interface Message {

    /** A message that is about what one of the guest's threads did. */
    sealed interface OfThread extends Message {
        /** The thread's number in the guest. */
        long thread();
    }

    // ---- host to guest

    /**
     * Run tests.
     *
     * @param ids unique ids of tests and containers, with Jupiter's first segment
     * @param parameters JUnit's configuration parameters
     * @param written folders whose files are to be sent when they are new or changed
     */
    record Run(List<String> ids, Map<String, String> parameters, List<String> written) implements Message {}

    /** End, now that no more tests come. */
    record Quit() implements Message {}

    // ---- guest to host

    /**
     * The guest listens.
     *
     * @param java the feature version of its Java
     * @param kernel its kernel's release
     * @param thread the thread that runs tests, unless they run in parallel
     */
    record Ready(int java, String kernel, long thread) implements Message {}

    /** A test or container exists. Said of all before the first starts, and later of those that come to be. */
    record Registered(long thread, Node node) implements OfThread {}

    /** A test or container began. */
    record Started(long thread, String id) implements OfThread {}

    /**
     * A test or container ended.
     *
     * @param status the name of a {@link org.junit.platform.engine.TestExecutionResult.Status}
     */
    record Finished(
            long thread, String id, String status, @Nullable Thrown thrown) implements OfThread {}

    /** A test or container is skipped, with all that it contains. */
    record Skipped(long thread, String id, String reason) implements OfThread {}

    /** A test published values. */
    record Reported(long thread, String id, Map<String, String> values) implements OfThread {}

    /**
     * A test published a file or folder, whose content was sent before.
     *
     * @param file its absolute path, the same on both sides
     * @param mediaType what it holds; null for a folder, or if the test does not say
     */
    record Published(
            long thread, String id, String file, @Nullable String mediaType) implements OfThread {}

    /** Something was printed. */
    record Printed(long thread, boolean error, String text) implements OfThread {}

    /**
     * A file is new or changed.
     *
     * @param file its absolute path, the same on both sides
     */
    record Written(String file, byte[] content) implements Message {}

    /** A sign of life. */
    record Alive() implements Message {}

    /**
     * The JVM shuts down although tests run.
     *
     * @param culprit the stack of the thread that asked for it, or nothing if none is seen doing so
     */
    record Exiting(String culprit) implements Message {}

    /**
     * All tests of a {@link Run} are through.
     *
     * @param failure why not, if something outside of the tests failed
     */
    record Done(@Nullable Thrown failure) implements Message {}
}
