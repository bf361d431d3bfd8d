package io.bpftest.junit;

import io.bpftest.packet.Dictionary;
import io.bpftest.packet.PacketGenerator;
import io.bpftest.program.Program;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs the body of a test on generated packets, in the place of the one call that Jupiter would make. */
final class PropertyRun implements InvocationInterceptor, ParameterResolver {

    private final int tries;
    private final PacketGenerator generator;
    private final int packetParameter;

    PropertyRun(int tries, PacketGenerator generator, int packetParameter) {
        this.tries = tries;
        this.generator = generator;
        this.packetParameter = packetParameter;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getIndex() == packetParameter
                && parameter
                        .getDeclaringExecutable()
                        .equals(context.getTestMethod().orElse(null));
    }

    /** Gives no packet yet: the packets come when the handles are there, whose constants they hold. */
    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null;
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        invocation.skip();
        Object[] arguments = call.getArguments().toArray();
        Object instance = call.getTarget().orElse(null);
        PropertyBody body = new PropertyBody(call.getExecutable(), instance, arguments, packetParameter);
        TestSession session = new TestSession(context);
        new PropertyTrial(
                        body,
                        session.stateBefore(),
                        FoundPackets.of(context, call.getExecutable()),
                        session::nameThread,
                        tries)
                .run(generator, () -> dictionary(arguments, instance, session));
    }

    /** What the injected programs compare packets with. */
    private static Dictionary dictionary(Object[] arguments, @Nullable Object instance, TestSession session) {
        Dictionary all = Dictionary.empty();
        for (Object argument : arguments) {
            all = argument instanceof Program program ? all.plus(program.dictionary()) : all;
        }
        for (Field field : session.testClass().fields()) {
            if (Program.class.isAssignableFrom(field.getType())) {
                Object held = held(field, instance);
                all = held instanceof Program program ? all.plus(program.dictionary()) : all;
            }
        }
        return all;
    }

    private static @Nullable Object held(Field field, @Nullable Object instance) {
        try {
            field.setAccessible(true);
            return field.getDeclaringClass().isInstance(instance) || instance == null ? field.get(instance) : null;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
