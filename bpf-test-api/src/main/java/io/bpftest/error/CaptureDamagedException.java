package io.bpftest.error;

/** Raised when a capture file is damaged, or ends within a packet. */
public final class CaptureDamagedException extends ProgramException {

    private final long packet;
    private final long offset;

    /**
     * Creates the error from its message.
     *
     * @param packet the number of the packet that cannot be read, from 1; 0 if it is the file's own header
     * @param offset where in the file that packet begins, in bytes
     */
    public CaptureDamagedException(Problem problem, long packet, long offset) {
        super(problem);
        this.packet = packet;
        this.offset = offset;
    }

    /** The number of the packet that cannot be read, from 1; 0 if it is the file's own header. */
    public long packet() {
        return packet;
    }

    /** Where in the file that packet begins, in bytes. */
    public long offset() {
        return offset;
    }
}
