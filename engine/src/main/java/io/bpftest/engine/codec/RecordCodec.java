package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.BpfException;
import io.bpftest.error.ConversionException;
import io.bpftest.error.NearName;
import io.bpftest.error.Problem;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Records for structs and unions, by the names of their components. The work is put together once, as method handles, so
 * that nothing is allocated but the record and what it holds.
 */
final class RecordCodec<R> implements Codec<R> {

    private final Slot slot;
    private final Class<R> type;
    private final List<Component> components = new ArrayList<>();
    private final Members.Objections objections;
    private final MethodHandle decoder;

    RecordCodec(Slot slot, Class<R> type, TypeArguments arguments) {
        if (!(slot.type().shape() instanceof CType.Struct struct)) {
            throw slot.misfit(type);
        }
        this.slot = slot;
        this.type = type;
        Members members = new Members(struct);
        Set<String> given = new LinkedHashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            CType.Member member = members.find(component.getName());
            if (member == null) {
                throw lacks(component.getName(), members);
            }
            if (!given.add(member.name())) {
                throw twice(component.getName(), member.name());
            }
            components.add(new Component(component, arguments.resolve(component.getGenericType()), member, slot));
        }
        this.objections = members.objections(given);
        this.decoder = decoder();
    }

    @Override
    public int size() {
        return slot.type().size();
    }

    @Override
    public void encode(R value, long address) {
        checkWritable();
        NativeMemory.clear(address, size());
        // By index: an iterator would be an object for each record.
        for (int i = 0; i < components.size(); i++) {
            components.get(i).encode(value, address);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the decoder calls the record's constructor
    public R decode(long address) {
        try {
            return (R) decoder.invokeExact(address);
        } catch (BpfException e) {
            throw e;
        } catch (Throwable e) {
            throw Component.refusedByRecord(type, e);
        }
    }

    @Override
    public String text(R value) {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        components.forEach(component -> text.add(component.text(value)));
        return text.toString();
    }

    private void checkWritable() {
        if (!objections.lacking().isEmpty() || !objections.sharing().isEmpty()) {
            List<String> found = new ArrayList<>(objections.sharing().stream()
                    .map(names -> names + ", which share their bytes")
                    .toList());
            if (!objections.lacking().isEmpty()) {
                found.add("no component for " + String.join(", ", objections.lacking()));
            }
            throw new ConversionException(new Problem(
                    "The record " + type.getSimpleName() + " cannot be written to " + slot.subject(),
                    String.join("; ", found),
                    "a component for each member of " + slot.type().name() + ", and one of those that share bytes",
                    "change the components; such a record can only be read"));
        }
    }

    private MethodHandle decoder() {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            MethodHandle make = MethodHandles.filterArguments(
                    MethodHandles.lookup().unreflectConstructor(constructor),
                    0,
                    components.stream().map(Component::reader).toArray(MethodHandle[]::new));
            MethodType fromAddress = MethodType.methodType(type, long.class);
            return MethodHandles.permuteArguments(make, fromAddress, new int[types.length])
                    .asType(MethodType.methodType(Object.class, long.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw Component.unreachable(type, e);
        }
    }

    private ConversionException twice(String component, String member) {
        return new ConversionException(new Problem(
                "The record " + type.getSimpleName() + " does not fit " + slot.subject(),
                "the component \"" + component + "\" and another, both for the member \"" + member + "\"",
                "one component for each member",
                "remove or rename one of them"));
    }

    private ConversionException lacks(String component, Members members) {
        return new ConversionException(new Problem(
                "The record " + type.getSimpleName() + " does not fit " + slot.subject(),
                "the component \"" + component + "\", which " + slot.type().name() + " lacks",
                "components named after its members: " + String.join(", ", members.names()),
                NearName.remedy(component, members.names(), "rename or remove the component")));
    }
}
