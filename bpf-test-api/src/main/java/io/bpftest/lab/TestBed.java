package io.bpftest.lab;

/**
 * Something of the kernel's that belongs to a test and that programs can be attached to, such as a {@link Lab}. Closing
 * it detaches them and leaves nothing behind.
 */
public interface TestBed extends AutoCloseable {

    /**
     * Remembers what is attached and running.
     *
     * @throws io.bpftest.error.ObjectClosedException if it is closed
     */
    Checkpoint checkpoint();

    /** Detaches what is attached, ends what runs, and takes everything down; the second time it does nothing. */
    @Override
    void close();

    /** What was attached and running at one time. */
    @FunctionalInterface
    interface Checkpoint {

        /** Detaches what was attached since, and ends what was started since. What was built since stays. */
        void restore();
    }
}
