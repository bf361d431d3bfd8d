package io.bpftest.engine.session;

import io.bpftest.engine.codec.CType;
import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.codec.CodecPlans;
import io.bpftest.engine.codec.Values;
import io.bpftest.engine.run.ContextTypes;
import io.bpftest.error.ConversionException;
import io.bpftest.error.Problem;
import java.util.Optional;

/**
 * Converts contexts by the object's types.
 *
 * @param program the program's name
 * @param type the struct that its source declares, empty where it declares none or the object does not describe it
 * @param plans the object's codecs
 */
record ContextCodec(String program, Optional<CType> type, CodecPlans plans) implements ContextTypes {

    @Override
    public byte[] bytes(Object context) {
        return Values.bytes(plans.ofAny(declared(), subject()), context);
    }

    @Override
    @SuppressWarnings("unchecked") // a codec of exactly this type
    public <C> C value(Class<C> javaType, byte[] context) {
        CType declared = declared();
        if (context.length < declared.size()) {
            throw new ConversionException(new Problem(
                    context.length + " bytes are less than " + subject(),
                    context.length + " bytes",
                    declared.toString(),
                    "run the program on the whole struct"));
        }
        return Values.value((Codec<C>) plans.of(javaType, declared, subject()), context);
    }

    private String subject() {
        return "the context of program \"" + program + "\"";
    }

    private CType declared() {
        return type.orElseThrow(() -> new ConversionException(new Problem(
                "The C type of " + subject() + " is not known",
                "no pointer to a struct as its parameter, or no BTF",
                "a program such as int " + program + "(struct arguments *ctx), compiled with -g",
                "declare the struct, or give the context as bytes")));
    }
}
