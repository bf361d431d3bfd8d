package io.bpftest.packet;

/**
 * What the checksums of UDP, TCP and ICMPv6 take from the IP header (RFC 768, RFC 8200).
 *
 * @param source the source address, 4 or 16 bytes
 * @param destination the destination address, as long
 * @param protocol the number of the protocol whose header is summed up
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PseudoHeader(byte[] source, byte[] destination, int protocol) {

    boolean isIp4() {
        return source.length == 4;
    }

    PseudoHeader withProtocol(int next) {
        return new PseudoHeader(source, destination, next);
    }

    /** The sum of the pseudo header's words for that many bytes of protocol header and data. */
    long sum(int length) {
        return InternetChecksum.sum(source)
                + InternetChecksum.sum(destination)
                + protocol
                + (length >>> 16)
                + (length & 0xffff);
    }
}
