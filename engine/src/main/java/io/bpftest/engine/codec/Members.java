package io.bpftest.engine.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The members of a struct by name; those of anonymous structs and unions are the struct's own, as in C. */
final class Members {

    private final CType.Struct struct;
    private final Map<String, CType.Member> byName = new LinkedHashMap<>();

    Members(CType.Struct struct) {
        this.struct = struct;
        collect(struct, 0);
    }

    private void collect(CType.Struct from, int offset) {
        for (CType.Member member : from.members()) {
            int at = offset + member.offset();
            if (isAnonymous(member) && member.type().shape() instanceof CType.Struct inner) {
                collect(inner, at);
            } else if (!isAnonymous(member)) {
                byName.put(member.name(), new CType.Member(member.name(), member.type(), at, member.bits()));
            }
        }
    }

    /** The members, in their order, where they begin in the whole struct. */
    Collection<CType.Member> all() {
        return byName.values();
    }

    /** The names, in their order. */
    Set<String> names() {
        return byName.keySet();
    }

    /**
     * Gives the member that a Java name means: the same name, the same in C's style ({@code srcPort} for {@code
     * src_port}), or the name before an underscore that makes a keyword a Java name ({@code default_}).
     */
    CType.@Nullable Member find(String javaName) {
        CType.Member member = byName.get(javaName);
        if (member == null) {
            member = byName.get(
                    javaName.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT));
        }
        return member == null && javaName.endsWith("_")
                ? byName.get(javaName.substring(0, javaName.length() - 1))
                : member;
    }

    /**
     * What is wrong with values that have only some of the members.
     *
     * @param lacking the members that must be added: bytes other than padding would stay open
     * @param sharing those of which only one may be given, since they share their bytes
     */
    record Objections(List<String> lacking, List<String> sharing) {}

    /** Tells what is wrong with values that have only these members. */
    Objections objections(Set<String> given) {
        Objections objections = new Objections(new ArrayList<>(), new ArrayList<>());
        check(struct, given, objections);
        return objections;
    }

    private static void check(CType.Struct within, Set<String> given, Objections objections) {
        if (within.union()) {
            checkUnion(within, given, objections);
        }
        for (CType.Member member : within.members()) {
            boolean inner = isAnonymous(member) && member.type().shape() instanceof CType.Struct;
            if (inner && (!within.union() || isGiven(member, given))) {
                check((CType.Struct) member.type().shape(), given, objections);
            } else if (!inner && !within.union() && !isPadding(member) && !given.contains(member.name())) {
                objections.lacking().add(member.name());
            }
        }
    }

    private static void checkUnion(CType.Struct union, Set<String> given, Objections objections) {
        List<String> chosen = titles(union.members().stream().filter(member -> isGiven(member, given)));
        if (chosen.size() > 1) {
            objections.sharing().add(String.join(" and ", chosen));
        } else if (chosen.isEmpty() && !union.members().isEmpty()) {
            objections.lacking().add(String.join(" or ", titles(union.members().stream())));
        }
    }

    private static List<String> titles(Stream<CType.Member> members) {
        return members.map(member -> isAnonymous(member) ? "(anonymous)" : member.name())
                .toList();
    }

    private static boolean isGiven(CType.Member member, Set<String> given) {
        return isAnonymous(member) && member.type().shape() instanceof CType.Struct inner
                ? inner.members().stream().anyMatch(m -> isGiven(m, given))
                : given.contains(member.name());
    }

    private static boolean isAnonymous(CType.Member member) {
        return member.name().isEmpty();
    }

    /** Bytes that exist for alignment only, as they are called by custom, or none: left out, they are zero. */
    private static boolean isPadding(CType.Member member) {
        return isAnonymous(member)
                || member.type().size() == 0
                || member.name().matches("_*(pad|padding|reserved|unused)_?\\d*");
    }
}
