package io.bpftest.junit;

import io.bpftest.error.PacketException;
import io.bpftest.error.PacketSourceException;
import io.bpftest.error.Problem;
import io.bpftest.packet.CapturedPacket;
import io.bpftest.packet.Frame;
import io.bpftest.packet.PacketForms;
import io.bpftest.packet.PacketParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.aggregator.AggregateWith;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.support.ParameterDeclaration;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.junit.platform.commons.support.AnnotationSupport;
import org.pcap4j.packet.Packet;

/**
 * The parameter of a test that takes the packets of a source.
 *
 * @param type its type
 * @param test what the test is called in messages
 * @param source what the source is called in messages, such as {@code @PacketSource "dns"}
 */
record PacketParameter(Class<?> type, String test, String source) {

    /**
     * Looks at the first parameter that a test declares.
     *
     * @throws PacketSourceException if it is of a type that takes no packets
     */
    static PacketParameter of(ParameterDeclarations parameters, String test, String source) {
        ParameterDeclaration first = parameters.getFirst().orElse(null);
        if (first == null
                || AnnotationSupport.isAnnotated(first.getAnnotatedElement(), ConvertWith.class)
                || AnnotationSupport.isAnnotated(first.getAnnotatedElement(), AggregateWith.class)) {
            return new PacketParameter(Object.class, test, source);
        }
        Class<?> type = first.getParameterType();
        boolean fits = type == Object.class
                || type == byte[].class
                || type == CapturedPacket.class
                || Packet.class.isAssignableFrom(type)
                || Frame.class.isAssignableFrom(type);
        if (!fits) {
            throw new PacketSourceException(new Problem(
                    "The first parameter of " + test + " cannot take the packets of " + source,
                    type.getTypeName(),
                    "Packet, byte[], CapturedPacket, or the kind of frame that the source gives, such as Udp4Frame",
                    "put the packet's parameter first; handles follow it"));
        }
        return new PacketParameter(type, test, source);
    }

    /** Gives the arguments of one invocation, which is named after its packet. */
    Arguments arguments(@Nullable Object packet, int number) {
        if (packet == null || !PacketForms.isPacket(packet)) {
            String found = packet == null
                    ? "null"
                    : packet + ", of " + packet.getClass().getTypeName();
            throw refused(number, "is no packet", found, "Packet, Frame, CapturedPacket or byte[]", null);
        }
        if (type.isInstance(packet)) {
            return Arguments.argumentSet(PacketForms.text(packet), packet);
        }
        try {
            if (type == byte[].class) {
                byte[] bytes = PacketForms.bytes(packet);
                String name = packet instanceof CapturedPacket ? packet.toString() : PacketForms.text(bytes);
                return Arguments.argumentSet(name, (Object) bytes);
            }
            Packet parsed =
                    packet instanceof Frame<?> frame ? frame.build() : PacketParser.parse(PacketForms.bytes(packet));
            if (type.isInstance(parsed)) {
                String name = packet instanceof CapturedPacket ? packet.toString() : PacketForms.text(parsed);
                return Arguments.argumentSet(name, parsed);
            }
        } catch (PacketException e) {
            throw refused(
                    number, "cannot be built", e.problem().found(), e.problem().required(), e);
        }
        throw refused(
                number,
                "does not fit the parameter of type " + type.getSimpleName(),
                packet.getClass().getTypeName(),
                type.getTypeName(),
                null);
    }

    private PacketSourceException refused(
            int number, String what, String found, String required, @Nullable Exception cause) {
        return new PacketSourceException(
                new Problem(
                        "Packet " + number + " of " + source + " for " + test + " " + what,
                        found,
                        required,
                        "correct the source, or the type of the test's first parameter"),
                cause);
    }
}
