package io.bpftest.engine.map;

import io.bpftest.engine.codec.CType;
import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.Problem;
import io.bpftest.map.GlobalVariable;

/** A global variable in the memory that the kernel shares with this process. */
public final class LiveGlobal<T> implements GlobalVariable<T> {

    private final String name;
    private final CType cType;
    private final Codec<T> codec;
    private final Section section;
    private final int offset;

    /**
     * Makes the handle of a variable.
     *
     * @param offset where it begins in its section, in bytes
     */
    public LiveGlobal(String name, CType cType, Codec<T> codec, Section section, int offset) {
        this.name = name;
        this.cType = cType;
        this.codec = codec;
        this.section = section;
        this.offset = offset;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String cType() {
        return cType.name();
    }

    @Override
    public T get() {
        return section.lifetime().during(() -> codec.decode(address()));
    }

    @Override
    public void set(T value) {
        if (!section.isWritable()) {
            throw new MapAccessException(new Problem(
                    "The constant \"" + name + "\" cannot be set once its object is loaded",
                    "a const volatile variable, which the kernel keeps as it was loaded",
                    "a variable that is not const",
                    "set it before: @BpfConstant(name = \"" + name + "\", value = \"...\"), or the spec's constant"));
        }
        section.lifetime().during(() -> {
            // Elsewhere first: a value that does not fit must leave nothing behind.
            long scratch = Scratch.of(codec.size());
            codec.encode(value, scratch);
            NativeMemory.copy(scratch, address(), codec.size());
            return value;
        });
    }

    private long address() {
        return section.address() + offset;
    }

    @Override
    public String toString() {
        return cType.name() + " " + name;
    }
}
