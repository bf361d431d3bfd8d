package io.bpftest.junit;

import io.bpftest.error.PacketException;
import io.bpftest.packet.PacketParser;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import org.pcap4j.packet.Packet;

/** The body of a test that holds for all packets, to be called with one of them. */
final class PropertyBody {

    private final Method method;
    private final @Nullable Object instance;
    private final @Nullable Object[] arguments;
    private final int packetParameter;

    PropertyBody(Method method, @Nullable Object instance, @Nullable Object[] arguments, int packetParameter) {
        this.method = method;
        this.instance = instance;
        this.arguments = arguments.clone();
        this.packetParameter = packetParameter;
        method.setAccessible(true);
    }

    /** The test's name. */
    String name() {
        return method.getName();
    }

    /**
     * Calls it with a packet.
     *
     * @return what it threw, null if it passed
     */
    @Nullable
    Throwable on(byte[] packet) {
        byte[] own = packet.clone();
        boolean parsed = method.getParameterTypes()[packetParameter] == Packet.class;
        arguments[packetParameter] = parsed ? PacketParser.exactly(own) : own;
        try {
            method.invoke(instance, arguments);
            return null;
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (thrown instanceof VirtualMachineError error) {
                throw error;
            }
            return thrown;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells whether it throws something of a type for a packet. */
    boolean fails(byte[] packet, Class<? extends Throwable> type) {
        Throwable thrown = on(packet);
        return thrown != null && thrown.getClass() == type && !discards(thrown);
    }

    /** Tells whether what was thrown discards the packet: an assumption, or the kernel, which takes no such packet. */
    static boolean discards(@Nullable Throwable thrown) {
        return thrown instanceof TestAbortedException || thrown instanceof PacketException;
    }
}
