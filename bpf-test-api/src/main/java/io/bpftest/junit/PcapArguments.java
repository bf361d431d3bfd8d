package io.bpftest.junit;

import io.bpftest.PcapSource;
import io.bpftest.error.PacketSourceException;
import io.bpftest.error.Problem;
import io.bpftest.packet.CapturedPacket;
import io.bpftest.packet.Captures;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Gives the packets of a capture to a parameterised test; {@link PcapSource} brings it. */
public final class PcapArguments extends AnnotationBasedArgumentsProvider<PcapSource> {

    /** For Jupiter. */
    public PcapArguments() {}

    @Override
    protected Stream<? extends Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context, PcapSource source) {
        String name = "@PcapSource \"" + source.value() + "\"";
        PacketParameter parameter =
                PacketParameter.of(parameters, context.getRequiredTestMethod().getName(), name);
        if (source.limit() < 1) {
            throw new PacketSourceException(new Problem(
                    name + " of " + parameter.test() + " takes no packets",
                    "limit = " + source.limit(),
                    "a limit of at least 1",
                    "raise the limit, or leave it out"));
        }
        Path file = Captures.find(context.getRequiredTestClass(), source.value());
        Stream<CapturedPacket> packets = Captures.stream(file, source.filter()).limit(source.limit());
        return SourcedPackets.of(
                packets,
                (packet, number) -> {
                    checkLength(packet, source, parameter);
                    return parameter.arguments(packet, packet.number());
                },
                () -> nothing(file, source, parameter));
    }

    private static void checkLength(CapturedPacket packet, PcapSource source, PacketParameter parameter) {
        if (packet.isCutShort() && !source.cutShort()) {
            throw new PacketSourceException(new Problem(
                    "Packet " + packet.number() + " of " + parameter.source() + " for " + parameter.test()
                            + " was captured cut short",
                    packet.bytes().length + " of its " + packet.wireLength() + " bytes",
                    "whole packets: a program sees at its end what no network carries",
                    "capture again with a larger snap length (tcpdump -s 0), or say cutShort = true to take packets as "
                            + "short as they are"));
        }
    }

    private static PacketSourceException nothing(Path file, PcapSource source, PacketParameter parameter) {
        String subject = parameter.source() + " gives no packets to " + parameter.test();
        if (source.filter().isBlank()) {
            return new PacketSourceException(new Problem(
                    subject,
                    "an empty capture, " + file,
                    "a capture of at least one packet",
                    "capture again, or name another file"));
        }
        long all;
        try (Stream<CapturedPacket> packets = Captures.stream(file)) {
            all = packets.count();
        }
        return new PacketSourceException(new Problem(
                subject,
                "none of the " + all + " packets of " + file + " is one for the filter \"" + source.filter() + "\"",
                "a filter that takes at least one packet",
                "correct the filter; tcpdump -r FILE FILTER shows what it takes"));
    }
}
