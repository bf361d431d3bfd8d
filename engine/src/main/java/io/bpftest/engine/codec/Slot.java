package io.bpftest.engine.codec;

import io.bpftest.error.ConversionException;
import io.bpftest.error.Problem;
import java.lang.reflect.Type;

/**
 * A place in memory that a Java value is converted for.
 *
 * @param type its C type
 * @param layout how the number lies there, if its C type is one
 * @param subject what it is, for messages, such as {@code the key of map "blocked"}
 */
record Slot(CType type, NumberLayout layout, String subject) {

    /** The place of a whole value. */
    static Slot of(CType type, String subject) {
        return new Slot(type, NumberLayout.of(type), subject);
    }

    /** The place of a member, which begins in the byte at the address. */
    static Slot of(CType.Member member, String subject) {
        return member.isBitField()
                ? new Slot(
                        member.type(),
                        new NumberLayout.BitField(
                                member.offset() % 8,
                                member.bits(),
                                member.type().signed()),
                        subject)
                : of(member.type(), subject);
    }

    boolean isBitField() {
        return layout instanceof NumberLayout.BitField;
    }

    /** The C type as a reader knows it, with the width of a bit-field. */
    String cType() {
        if (type.shape() instanceof CType.Unknown) {
            return type + ", which the object does not describe";
        }
        return isBitField() ? type.name() + ":" + layout.bits() + " (bit-field)" : type.toString();
    }

    /** Throws unless the types fit each other. */
    void require(boolean fits, Type javaType) {
        if (!fits) {
            throw misfit(javaType);
        }
    }

    /** Says that a Java type does not fit here, and which would. */
    ConversionException misfit(Type javaType) {
        return new ConversionException(new Problem(
                "A Java type does not fit " + subject,
                javaType.getTypeName() + " for the C type " + cType(),
                Fitting.javaTypes(this),
                type.shape() instanceof CType.Unknown
                        ? "compile with -g, which describes types (BTF), or use byte[]"
                        : "change the Java type"));
    }

    /** Says that a value does not fit here. */
    ConversionException refused(String found, String required, String remedy) {
        return new ConversionException(
                new Problem("A value does not fit " + subject + ", C type " + cType(), found, required, remedy));
    }
}
