package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.ConversionException;
import io.bpftest.error.NearName;
import io.bpftest.error.Problem;
import io.bpftest.map.StructValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Structs and unions without a record: every member by its name. */
final class StructCodec implements Codec<StructValue> {

    private final Slot slot;
    private final Members members;
    private final boolean sharing;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** A member, and how it is converted. */
    private record Part(CType.Member member, Codec<Object> codec) {
        long at(long address) {
            return address + member.offset() / 8;
        }
    }

    StructCodec(Slot slot) {
        if (!(slot.type().shape() instanceof CType.Struct struct)) {
            throw slot.misfit(StructValue.class);
        }
        this.slot = slot;
        this.members = new Members(struct);
        this.sharing = SharedBytes.areIn(members.all());
        for (CType.Member member : members.all()) {
            String subject = "member \"" + member.name() + "\" of " + slot.subject();
            parts.put(member.name(), new Part(member, NaturalCodec.of(Slot.of(member, subject))));
        }
    }

    @Override
    public int size() {
        return slot.type().size();
    }

    @Override
    public void encode(StructValue value, long address) {
        check(value);
        NativeMemory.clear(address, size());
        SharedBytes shared = sharing ? new SharedBytes(address, size()) : null;
        value.members().forEach((name, part) -> write(part(name), part, address, shared));
    }

    /** Members that share bytes may both be given, as they are read, where they agree. */
    private void write(Part part, Object value, long address, @Nullable SharedBytes shared) {
        if (shared == null) {
            part.codec().encode(value, part.at(address));
        } else if (!shared.write(part.member(), () -> part.codec().encode(value, part.at(address)))) {
            throw new ConversionException(new Problem(
                    "Members of " + slot.subject() + " contradict each other",
                    "\"" + part.member().name() + "\" and another that shares its bytes, with other bytes",
                    "one of the members of a union",
                    "leave the others out"));
        }
    }

    private void check(StructValue value) {
        for (String name : value.members().keySet()) {
            if (!parts.containsKey(name)) {
                throw new ConversionException(new Problem(
                        "A StructValue does not fit " + slot.subject(),
                        "the member \"" + name + "\", which " + slot.type().name() + " lacks",
                        "its members: " + String.join(", ", members.names()),
                        NearName.remedy(name, members.names(), "rename or remove the member")));
            }
        }
        var lacking = members.objections(value.members().keySet()).lacking();
        if (!lacking.isEmpty()) {
            throw new ConversionException(new Problem(
                    "A StructValue cannot be written to " + slot.subject(),
                    "no " + String.join(", ", lacking),
                    "a value for each member of " + slot.type().name(),
                    "add them"));
        }
    }

    @Override
    public StructValue decode(long address) {
        Map<String, Object> values = new LinkedHashMap<>();
        parts.forEach((name, part) -> values.put(name, part.codec().decode(part.at(address))));
        return StructValue.of(values);
    }

    @Override
    public StructValue asRead(StructValue value) {
        return Values.value(this, Values.bytes(this, value));
    }

    @Override
    public String text(StructValue value) {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        value.members()
                .forEach((name, member) ->
                        text.add(name + ": " + part(name).codec().text(member)));
        return text.toString();
    }

    private Part part(String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }
}
