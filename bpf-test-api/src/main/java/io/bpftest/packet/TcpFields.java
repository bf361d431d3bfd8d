package io.bpftest.packet;

/**
 * What can be said of a TCP header, over whichever IP version. No flag is set unless asked for.
 *
 * @param <S> the kind of frame itself
 */
public interface TcpFields<S extends TcpFields<S>> {

    /** The TCP header as described so far. */
    TcpHeader tcp();

    /** Takes another TCP header. */
    S tcp(TcpHeader header);

    /** Sets the source port, 0 to 65535. */
    default S sourcePort(int port) {
        return tcp(tcp().withSourcePort(port));
    }

    /** Sets the destination port, 0 to 65535. */
    default S destinationPort(int port) {
        return tcp(tcp().withDestinationPort(port));
    }

    /** Sets the sequence number, 0 to 4294967295. */
    default S sequence(long number) {
        return tcp(tcp().withSequence(number));
    }

    /** Sets the acknowledgment number, 0 to 4294967295; the ACK flag is {@link #ack()}. */
    default S acknowledgment(long number) {
        return tcp(tcp().withAcknowledgment(number));
    }

    /** Sets the window as the header holds it, 0 to 65535; 65535 unless set. */
    default S window(int size) {
        return tcp(tcp().withWindow(size));
    }

    /** Sets the urgent pointer, 0 to 65535; the URG flag is {@link #urg()}. */
    default S urgentPointer(int offset) {
        return tcp(tcp().withUrgentPointer(offset));
    }

    /** Adds the SYN flag. */
    default S syn() {
        return tcp(tcp().withFlag(TcpFlag.SYN));
    }

    /** Adds the ACK flag. */
    default S ack() {
        return tcp(tcp().withFlag(TcpFlag.ACK));
    }

    /** Adds the FIN flag. */
    default S fin() {
        return tcp(tcp().withFlag(TcpFlag.FIN));
    }

    /** Adds the RST flag. */
    default S rst() {
        return tcp(tcp().withFlag(TcpFlag.RST));
    }

    /** Adds the PSH flag. */
    default S psh() {
        return tcp(tcp().withFlag(TcpFlag.PSH));
    }

    /** Adds the URG flag. */
    default S urg() {
        return tcp(tcp().withFlag(TcpFlag.URG));
    }

    /** Adds the ECE flag. */
    default S ece() {
        return tcp(tcp().withFlag(TcpFlag.ECE));
    }

    /** Adds the CWR flag. */
    default S cwr() {
        return tcp(tcp().withFlag(TcpFlag.CWR));
    }

    /** Adds the option of the largest segment that the sender takes, 0 to 65535 bytes; belongs to a SYN. */
    default S mss(int bytes) {
        return tcpOptions(TcpOptions.mss(bytes));
    }

    /** Adds the window scale option: windows count units of 2 to this power, 0 to 255 (14 is the most allowed). */
    default S windowScale(int shift) {
        return tcpOptions(TcpOptions.windowScale(shift));
    }

    /** Adds the option that permits selective acknowledgment; belongs to a SYN. */
    default S sackPermitted() {
        return tcpOptions(TcpOptions.sackPermitted());
    }

    /** Adds a selective acknowledgment of one block of sequence numbers; the right edge is not part of it. */
    default S sack(long left, long right) {
        return tcpOptions(TcpOptions.sack(left, right));
    }

    /** Adds the timestamps option; both are 0 to 4294967295. */
    default S timestamps(long value, long echo) {
        return tcpOptions(TcpOptions.timestamps(value, echo));
    }

    /** Adds options as they stand in the header; ends of list fill the last word of all of them. */
    default S tcpOptions(byte... bytes) {
        return tcp(tcp().withOptions(bytes));
    }
}
