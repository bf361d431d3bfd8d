package io.bpftest.junit;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfMap;
import io.bpftest.BpfProgram;
import io.bpftest.BpfSkeleton;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.GlobalVariable;
import io.bpftest.program.Program;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * A field or parameter that takes a handle.
 *
 * @param description what it is called in messages, such as {@code parameter "firewall" of dropsBlocked}
 * @param type its class
 * @param genericType its generic type
 * @param name the program's or map's name, empty for the only one that fits
 * @param object the object's file, empty for the one that the surroundings name
 * @param isSkeleton whether it takes a skeleton, or says that it does
 * @param isPerClass whether it takes a test bed, and its own annotation says that it lives as long as the class
 */
record Injectable(
        String description,
        Class<?> type,
        Type genericType,
        String name,
        String object,
        boolean isSkeleton,
        boolean isPerClass) {

    Injectable(String description, Class<?> type, Type genericType, String name, String object) {
        this(description, type, genericType, name, object, false, false);
    }

    /** What is asked for, wherever it stands: equal wishes of one place mean the same. */
    record Wish(Class<?> type, String name, String object) {

        /** Written out: a record's own is slow until the JVM has warmed up to it, and this is asked for each test. */
        @Override
        public int hashCode() {
            return (type.hashCode() * 31 + name.hashCode()) * 31 + object.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Wish wish
                    && type == wish.type
                    && name.equals(wish.name)
                    && object.equals(wish.object);
        }
    }

    Wish wish() {
        return new Wish(type, name, object);
    }

    static Optional<Injectable> of(Parameter parameter) {
        Executable executable = parameter.getDeclaringExecutable();
        String where = parameter.isNamePresent()
                ? "parameter \"" + parameter.getName() + "\" of " + executable.getName()
                : parameter.getType().getSimpleName() + " parameter of " + executable.getName();
        Class<?> type = parameter.getType();
        Type generic = type.getTypeParameters().length == 0 ? type : parameter.getParameterizedType();
        return of(parameter, where, type, generic, parameter.isNamePresent() ? parameter.getName() : "");
    }

    /** A field is a handle only where it is annotated: others are the test's own. */
    static Optional<Injectable> of(Field field) {
        if (!isAnnotated(field)) {
            return Optional.empty();
        }
        String where = "field \"" + field.getName() + "\" of "
                + field.getDeclaringClass().getSimpleName();
        return of(field, where, field.getType(), field.getGenericType(), field.getName());
    }

    /** What a method of a skeleton gives: what its annotation names, or its own name. */
    static Optional<Injectable> ofSkeleton(Method method) {
        Class<?> type = method.getReturnType();
        Type generic = type.getTypeParameters().length == 0 ? type : method.getGenericReturnType();
        return of(method, method.getName() + "()", type, generic, method.getName())
                .filter(i -> !i.isSkeleton
                        && TestBedKind.of(i.type).isEmpty()
                        && i.type != LoadedObject.class
                        && i.type != ObjectSpec.class)
                .map(i -> i.name.isEmpty() ? i.named(method.getName()) : i);
    }

    static boolean isAnnotated(AnnotatedElement element) {
        return BpfAnnotations.find(element, BpfProgram.class).isPresent()
                || BpfAnnotations.find(element, BpfSkeleton.class).isPresent()
                || BpfAnnotations.find(element, BpfMap.class).isPresent()
                || BpfAnnotations.find(element, BpfGlobal.class).isPresent()
                || TestBedKind.isAnnotated(element);
    }

    private static Optional<Injectable> of(
            AnnotatedElement element, String where, Class<?> type, Type genericType, String ownName) {
        Optional<TestBedKind> bed = TestBedKind.of(type);
        if (bed.isPresent()) {
            boolean perClass = bed.get().isPerClass(element);
            return Optional.of(new Injectable(where, type, genericType, "", "", false, perClass));
        }
        Optional<BpfProgram> program = BpfAnnotations.find(element, BpfProgram.class);
        if (program.isPresent()) {
            return Optional.of(new Injectable(
                    where,
                    type,
                    genericType,
                    program.get().value(),
                    program.get().object()));
        }
        Optional<BpfMap> map = BpfAnnotations.find(element, BpfMap.class);
        if (map.isPresent()) {
            String name = map.get().value().isEmpty() ? ownName : map.get().value();
            return Optional.of(
                    new Injectable(where, type, genericType, name, map.get().object()));
        }
        Optional<BpfGlobal> global = BpfAnnotations.find(element, BpfGlobal.class);
        if (global.isPresent()) {
            String name =
                    global.get().value().isEmpty() ? ownName : global.get().value();
            return Optional.of(
                    new Injectable(where, type, genericType, name, global.get().object()));
        }
        if (BpfMapHandle.class.isAssignableFrom(type) || type == GlobalVariable.class) {
            return Optional.of(new Injectable(where, type, genericType, ownName, ""));
        }
        if (Skeleton.of(type).isPresent()
                || BpfAnnotations.find(element, BpfSkeleton.class).isPresent()) {
            return Optional.of(new Injectable(where, type, genericType, "", "", true, false));
        }
        Injectable other = new Injectable(where, type, genericType, "", "");
        // A mistaken type is told when it is injected.
        return Optional.of(other).filter(i -> i.isHandle() || TestBedKind.isAnnotated(element));
    }

    /** Tells whether it takes something of an object. */
    boolean isHandle() {
        return isSkeleton
                || isProgram()
                || isMap()
                || isGlobal()
                || type == LoadedObject.class
                || type == ObjectSpec.class;
    }

    boolean isProgram() {
        return Program.class.isAssignableFrom(type);
    }

    boolean isMap() {
        return BpfMapHandle.class.isAssignableFrom(type);
    }

    boolean isGlobal() {
        return type == GlobalVariable.class;
    }

    /** The Java type of a global variable. */
    Type variableType() {
        if (genericType instanceof ParameterizedType parameterized) {
            return parameterized.getActualTypeArguments()[0];
        }
        throw new InjectionException(new Problem(
                "The " + description + " does not say which Java type it holds",
                "GlobalVariable without a type argument",
                "a type argument that fits the variable's C type",
                "give it one, such as GlobalVariable<Integer>"));
    }

    /** The handle's class, for programs. */
    Class<? extends Program> programType() {
        return type.asSubclass(Program.class);
    }

    Injectable named(String newName) {
        return newName.equals(name) ? this : new Injectable(description, type, genericType, newName, object);
    }
}
