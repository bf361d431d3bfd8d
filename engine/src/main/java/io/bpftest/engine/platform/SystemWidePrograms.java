package io.bpftest.engine.platform;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.error.FileMissingException;
import io.bpftest.file.TestModule;
import io.bpftest.program.LsmProgram;
import io.bpftest.program.StructOpsProgram;
import io.bpftest.program.TracingProgram;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The programs of a test class that would act on the whole system: those of security hooks, of kernel interfaces, and those
 * that change what kernel functions return. Told without loading or compiling anything.
 */
final class SystemWidePrograms {

    /** A section's name, as it stands in C and in an object alike. */
    private static final List<String> CHANGES_RETURN_VALUE = List.of("fmod_ret/", "fmod_ret.s/");

    private final Class<?> owner;
    private final Set<Class<?>> handles = new HashSet<>();
    private final Set<String> objects = new HashSet<>();

    private SystemWidePrograms(Class<?> owner) {
        this.owner = owner;
    }

    /** Says which there are, as the subject of a sentence in the plural. */
    static Optional<String> of(Class<?> type) {
        return new SystemWidePrograms(type).found();
    }

    private Optional<String> found() {
        hierarchy().forEach(this::handles);
        if (handles.contains(LsmProgram.class)) {
            return Optional.of("LSM programs");
        } else if (handles.contains(StructOpsProgram.class)) {
            return Optional.of("struct_ops programs");
        } else if (handles.contains(TracingProgram.class)) {
            hierarchy().forEach(this::objects);
            if (objects.stream().anyMatch(this::changesReturnValues)) {
                return Optional.of("fmod_ret programs");
            }
        }
        return Optional.empty();
    }

    private List<Class<?>> hierarchy() {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> type = owner; type != null && type != Object.class; type = type.getSuperclass()) {
            classes.add(type);
        }
        return classes;
    }

    private static List<Executable> executables(Class<?> type) {
        List<Executable> executables = new ArrayList<>(List.of(type.getDeclaredMethods()));
        executables.addAll(List.of(type.getDeclaredConstructors()));
        executables.removeIf(Executable::isSynthetic);
        return executables;
    }

    private void handles(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            handle(field.getType());
        }
        for (Executable executable : executables(type)) {
            for (Class<?> parameter : executable.getParameterTypes()) {
                handle(parameter);
            }
        }
    }

    private void handle(Class<?> type) {
        if (!type.isInterface() || !handles.add(type)) {
            return;
        }
        // A skeleton gives handles, and names their object.
        AnnotationSupport.findAnnotation(type, BpfObject.class).ifPresent(object -> {
            objects.add(object.value());
            for (Method method : type.getMethods()) {
                handle(method.getReturnType());
            }
        });
    }

    private void objects(Class<?> type) {
        object(type);
        for (Field field : type.getDeclaredFields()) {
            object(field);
        }
        for (Executable executable : executables(type)) {
            object(executable);
            for (Parameter parameter : executable.getParameters()) {
                object(parameter);
            }
        }
    }

    private void object(AnnotatedElement element) {
        AnnotationSupport.findRepeatableAnnotations(element, BpfObject.class).forEach(one -> objects.add(one.value()));
        AnnotationSupport.findAnnotation(element, BpfProgram.class)
                .map(BpfProgram::object)
                .filter(object -> !object.isEmpty())
                .ifPresent(objects::add);
    }

    private boolean changesReturnValues(String object) {
        try {
            String text = Files.readString(new TestModule(owner).find("object", object), StandardCharsets.ISO_8859_1);
            return CHANGES_RETURN_VALUE.stream().anyMatch(text::contains);
        } catch (FileMissingException | IOException e) {
            // The test will say so.
            return false;
        }
    }
}
