package io.bpftest.junit;

import io.bpftest.BpfConstant;
import io.bpftest.BpfVariant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One build of the objects of a class.
 *
 * @param annotation what the class says of it
 * @param name what it is called in reports
 */
record Variant(BpfVariant annotation, String name) {

    /** Gives the variants that a class declares or inherits, in their order. */
    static List<Variant> of(Class<?> testClass) {
        List<Variant> variants = new ArrayList<>();
        for (BpfVariant annotation : BpfAnnotations.findAll(testClass, BpfVariant.class)) {
            variants.add(new Variant(annotation, name(annotation)));
        }
        return List.copyOf(variants);
    }

    private static String name(BpfVariant annotation) {
        if (!annotation.name().isBlank()) {
            return annotation.name();
        }
        List<String> parts = new ArrayList<>(List.of(annotation.cflags()));
        for (BpfConstant constant : annotation.constants()) {
            parts.add(constant.name() + "=" + constant.value());
        }
        return parts.isEmpty() ? "as it is" : String.join(" ", parts);
    }

    /** Its name as every file system takes it. */
    String nameInReports() {
        return name.replaceAll("[^\\p{L}\\p{N}._=-]", "_");
    }

    /** Tells whether its options are for an object; a compiled one cannot be compiled anew. */
    boolean isFor(ObjectDeclaration object) {
        return object.file().endsWith(".c")
                && (annotation.object().isEmpty() || annotation.object().equals(object.file()));
    }

    /** Gives the object as this variant has it built. */
    ObjectDeclaration build(ObjectDeclaration object) {
        if (annotation.cflags().length == 0 || !isFor(object)) {
            return object;
        }
        List<String> cflags = new ArrayList<>(object.cflags());
        cflags.addAll(Arrays.asList(annotation.cflags()));
        return new ObjectDeclaration(
                object.file(), object.with(), List.copyOf(cflags), object.lifecycle(), object.owner(), object.home());
    }

    /** A class's variants are made once, and asked for at each of Jupiter's callbacks: identity is enough, and fast. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
