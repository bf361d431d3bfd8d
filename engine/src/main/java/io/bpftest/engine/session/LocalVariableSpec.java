package io.bpftest.engine.session;

import io.bpftest.ConstantSpec;
import io.bpftest.engine.codec.CodecPlans;
import io.bpftest.engine.codec.Initializer;
import io.bpftest.engine.codec.Values;
import io.bpftest.engine.object.NativeMap;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A variable's model and the value it was given. */
final class LocalVariableSpec implements ConstantSpec {

    private final ObjectModel.VariableModel model;
    private final CodecPlans plans;
    private byte @Nullable [] value;

    LocalVariableSpec(ObjectModel.VariableModel model, CodecPlans plans) {
        this.model = model;
        this.plans = plans;
    }

    LocalVariableSpec copy() {
        LocalVariableSpec copy = new LocalVariableSpec(model, plans);
        copy.value = value;
        return copy;
    }

    /** Gives the variable as it stands in another build of its object. */
    LocalVariableSpec in(ObjectModel other) {
        ObjectModel.VariableModel moved =
                Objects.requireNonNull(other.variables().get(name()), name());
        LocalVariableSpec copy = new LocalVariableSpec(moved, other.plans());
        copy.value = value;
        return copy;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public String cType() {
        return model.type().name();
    }

    @Override
    public int size() {
        return model.type().size();
    }

    @Override
    public ConstantSpec set(String initializer) {
        value = Initializer.bytes(name(), model.type(), initializer);
        return this;
    }

    @Override
    public ConstantSpec setValue(Object given) {
        value = Values.bytes(plans.ofAny(model.type(), model.subject()), given);
        return this;
    }

    /** The name and the value that it was given, as text; empty without one. */
    String given() {
        return value == null ? "" : name() + "=" + HexFormat.of().formatHex(value) + "\n";
    }

    ObjectModel.VariableModel model() {
        return model;
    }

    /** Writes the value, where it was given one, to the map it lies in. */
    void write(NativeMap map) {
        if (value != null) {
            map.initialBytes(model.offset(), value);
        }
    }
}
