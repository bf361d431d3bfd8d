package io.bpftest.engine.session;

import io.bpftest.ConstantSpec;
import io.bpftest.engine.codec.Initializer;
import io.bpftest.engine.object.NativeMap;
import org.jspecify.annotations.Nullable;

/** A constant's model and the value it was given. */
final class LocalConstantSpec implements ConstantSpec {

    private final ObjectModel.ConstantModel model;
    private byte @Nullable [] value;

    LocalConstantSpec(ObjectModel.ConstantModel model) {
        this.model = model;
    }

    LocalConstantSpec copy() {
        LocalConstantSpec copy = new LocalConstantSpec(model);
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

    /** The map it lies in. */
    String map() {
        return model.map();
    }

    /** Writes the value, where it was given one, to the map it lies in. */
    void write(NativeMap map) {
        if (value != null) {
            map.initialBytes(model.offset(), value);
        }
    }
}
