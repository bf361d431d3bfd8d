package io.bpftest.junit;

import io.bpftest.PacketSource;
import io.bpftest.error.PacketSourceException;
import io.bpftest.error.Problem;
import io.bpftest.packet.PacketForms;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Gives the packets of factory methods to a parameterised test; {@link PacketSource} brings it. */
public final class PacketArguments extends AnnotationBasedArgumentsProvider<PacketSource> {

    /** For Jupiter. */
    public PacketArguments() {}

    @Override
    protected Stream<? extends Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context, PacketSource source) {
        String test = context.getRequiredTestMethod().getName();
        String[] names = source.value().length == 0 ? new String[] {test} : source.value();
        return Arrays.stream(names).flatMap(name -> packets(name, parameters, context, test));
    }

    private static Stream<Arguments> packets(
            String name, ParameterDeclarations parameters, ExtensionContext context, String test) {
        String source = "@PacketSource \"" + name + "\"";
        PacketParameter parameter = PacketParameter.of(parameters, test, source);
        PacketFactory factory = PacketFactory.find(name, context);
        return SourcedPackets.of(
                PacketForms.each(factory.call(context)),
                parameter::arguments,
                () -> new PacketSourceException(new Problem(
                        source + " gives no packets to " + test,
                        "the factory " + factory + " gave none",
                        "at least one packet",
                        "have the factory give packets: a test that never runs proves nothing")));
    }
}
