package io.bpftest.junit;

import io.bpftest.PacketProperty;
import io.bpftest.error.PacketSourceException;
import io.bpftest.error.Problem;
import io.bpftest.packet.Captures;
import io.bpftest.packet.PacketGenerator;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.pcap4j.packet.Packet;

/** Runs the tests with {@link PacketProperty}, which brings it: each as one invocation. */
public final class PacketPropertyExtension implements TestTemplateInvocationContextProvider {

    /** For Jupiter. */
    public PacketPropertyExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getTestMethod()
                .filter(method -> AnnotationSupport.isAnnotated(method, PacketProperty.class))
                .isPresent();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        PacketProperty property =
                AnnotationSupport.findAnnotation(method, PacketProperty.class).orElseThrow();
        check(property, method);
        PacketGenerator generator = generator(property, context);
        PropertyRun run = new PropertyRun(property.tries(), generator, packetParameter(method));
        return Stream.of(new TestTemplateInvocationContext() {
            @Override
            public String getDisplayName(int index) {
                return property.tries() + " generated packets";
            }

            @Override
            public List<Extension> getAdditionalExtensions() {
                return List.of(run);
            }
        });
    }

    private static void check(PacketProperty property, Method method) {
        if (property.tries() < 1 || property.seed().length > 1) {
            throw new PacketSourceException(new Problem(
                    "@PacketProperty of " + method.getName() + " cannot generate packets",
                    property.tries() + " tries, " + property.seed().length + " seeds",
                    "at least one try, and one seed at most",
                    "correct the annotation"));
        }
    }

    private static PacketGenerator generator(PacketProperty property, ExtensionContext context) {
        PacketGenerator generator = PacketGenerator.protocols().seed(seed(property, context));
        return property.corpus().isEmpty()
                ? generator
                : generator.corpus(Captures.find(context.getRequiredTestClass(), property.corpus()));
    }

    private static long seed(PacketProperty property, ExtensionContext context) {
        Optional<Long> configured = RunState.of(context).configuration().seed();
        if (configured.isPresent()) {
            return configured.get();
        }
        return property.seed().length > 0
                ? property.seed()[0]
                : ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    }

    /** The place of the parameter that takes packets. */
    private static int packetParameter(Method method) {
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].getType() == Packet.class || parameters[i].getType() == byte[].class) {
                return i;
            }
        }
        throw new PacketSourceException(new Problem(
                "The test " + method.getName() + " has nothing that takes its generated packets",
                parameters.length == 0 ? "no parameters" : "parameters of other types",
                "a parameter of type Packet or byte[]",
                "add one, or make it a @Test"));
    }
}
