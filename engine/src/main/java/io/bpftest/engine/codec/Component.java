package io.bpftest.engine.codec;

import io.bpftest.error.BpfException;
import io.bpftest.error.ConversionException;
import io.bpftest.error.Problem;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** A component of a record, and the member that it stands for. */
final class Component {

    private static final MethodHandle ADD = Handles.find(Long.class, "sum", long.class, long.class, long.class);
    private static final MethodHandle READ_LONG =
            Handles.find(PrimitiveCodec.class, "decodeLong", long.class, long.class);
    private static final MethodHandle WRITE_LONG =
            Handles.find(PrimitiveCodec.class, "encodeLong", void.class, long.class, long.class);
    private static final MethodHandle READ_DOUBLE =
            Handles.find(FloatCodec.class, "decodeDouble", double.class, long.class);
    private static final MethodHandle WRITE_DOUBLE =
            Handles.find(FloatCodec.class, "encodeDouble", void.class, double.class, long.class);
    private static final MethodHandle READ = Handles.find(Codec.class, "decode", Object.class, long.class);

    private final Class<?> type;
    private final String name;
    private final Slot slot;
    private final long offset;
    private final Codec<?> codec;
    private final MethodHandle accessor;
    private final @Nullable MethodHandle writer;

    /**
     * Takes a component.
     *
     * @param declared its type, without type variables
     */
    Component(RecordComponent component, Type declared, CType.Member member, Slot record) {
        this.type = component.getType();
        this.name = component.getName();
        this.slot = Slot.of(member, "member \"" + member.name() + "\" of " + record.subject());
        this.offset = member.offset() / 8;
        this.codec = Codecs.of(declared, slot);
        Method getter = component.getAccessor();
        try {
            getter.setAccessible(true);
            this.accessor = MethodHandles.lookup().unreflect(getter);
        } catch (IllegalAccessException | RuntimeException e) {
            throw unreachable(component.getDeclaringRecord(), e);
        }
        this.writer = writer();
    }

    /** Reads the component from the address of its struct. */
    MethodHandle reader() {
        MethodHandle read = codec instanceof FloatCodec
                ? READ_DOUBLE.bindTo(codec)
                : codec instanceof PrimitiveCodec && type.isPrimitive() ? READ_LONG.bindTo(codec) : READ.bindTo(codec);
        MethodHandle typed = type.isPrimitive() || !(codec instanceof FloatCodec)
                ? MethodHandles.explicitCastArguments(read, MethodType.methodType(type, long.class))
                : READ.bindTo(codec).asType(MethodType.methodType(type, long.class));
        return MethodHandles.filterArguments(typed, 0, MethodHandles.insertArguments(ADD, 0, offset));
    }

    /** Writes the component of a record to the address of its struct. */
    void encode(Object value, long address) {
        try {
            if (writer != null) {
                writer.invokeExact(value, address + offset);
            } else {
                write(get(value), address + offset);
            }
        } catch (BpfException e) {
            throw e;
        } catch (Throwable e) {
            throw refusedByRecord(value.getClass(), e);
        }
    }

    String text(Object value) {
        try {
            Object part = get(value);
            return name + ": " + (part == null ? "null" : textOf(part));
        } catch (Throwable e) {
            throw refusedByRecord(value.getClass(), e);
        }
    }

    private @Nullable Object get(Object value) throws Throwable {
        return accessor.invoke(value);
    }

    @SuppressWarnings("unchecked") // the codec was made for the component's type
    private void write(@Nullable Object part, long address) {
        if (part == null) {
            throw slot.refused("null for the component \"" + name + "\"", "a value", "give the component a value");
        }
        ((Codec<Object>) codec).encode(part, address);
    }

    @SuppressWarnings("unchecked") // as above
    private String textOf(Object part) {
        return ((Codec<Object>) codec).text(part);
    }

    /** For primitives, which then need no object; null for others. */
    private @Nullable MethodHandle writer() {
        MethodType ofRecord = MethodType.methodType(void.class, Object.class, long.class);
        if (!type.isPrimitive()) {
            return null;
        }
        boolean floating = codec instanceof FloatCodec;
        MethodHandle write = (floating ? WRITE_DOUBLE : WRITE_LONG).bindTo(codec);
        MethodHandle typed =
                MethodHandles.explicitCastArguments(write, MethodType.methodType(void.class, type, long.class));
        return MethodHandles.filterArguments(typed, 0, accessor).asType(ofRecord);
    }

    static ConversionException refusedByRecord(Class<?> type, Throwable cause) {
        return new ConversionException(
                new Problem(
                        "The record " + type.getSimpleName() + " refuses a value",
                        String.valueOf(cause),
                        "a record that takes every value the C type can hold",
                        "see the cause"),
                cause);
    }

    static ConversionException unreachable(Class<?> type, Exception cause) {
        return new ConversionException(
                new Problem(
                        "The record " + type.getName() + " cannot be used",
                        String.valueOf(cause.getMessage()),
                        "a record that reflection reaches",
                        "open its package to this framework, or run the tests on the class path"),
                cause);
    }
}
