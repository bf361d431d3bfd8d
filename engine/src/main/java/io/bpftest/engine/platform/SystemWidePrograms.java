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
        SystemWidePrograms search = new SystemWidePrograms(type);
        for (Class<?> current = type; current != null && current != Object.class; current = current.getSuperclass()) {
            search.members(current);
        }
        return search.found();
    }

    private Optional<String> found() {
        if (handles.contains(LsmProgram.class)) {
            return Optional.of("LSM programs");
        } else if (handles.contains(StructOpsProgram.class)) {
            return Optional.of("struct_ops programs");
        } else if (handles.contains(TracingProgram.class) && objects.stream().anyMatch(this::changesReturnValues)) {
            return Optional.of("fmod_ret programs");
        }
        return Optional.empty();
    }

    private void members(Class<?> type) {
        objects(type);
        for (Field field : type.getDeclaredFields()) {
            objects(field);
            handle(field.getType());
        }
        List<Executable> executables = new ArrayList<>(List.of(type.getDeclaredMethods()));
        executables.addAll(List.of(type.getDeclaredConstructors()));
        for (Executable executable : executables) {
            if (executable.isSynthetic()) {
                continue;
            }
            objects(executable);
            for (Class<?> parameter : executable.getParameterTypes()) {
                handle(parameter);
            }
        }
    }

    private void handle(Class<?> type) {
        if (type.isInterface() && handles.add(type)) {
            // A skeleton gives handles, and names their object.
            AnnotationSupport.findAnnotation(type, BpfObject.class).ifPresent(object -> {
                objects(type);
                for (Method method : type.getMethods()) {
                    handle(method.getReturnType());
                }
            });
        }
    }

    private void objects(AnnotatedElement element) {
        AnnotationSupport.findRepeatableAnnotations(element, BpfObject.class).forEach(one -> objects.add(one.value()));
        AnnotationSupport.findAnnotation(element, BpfProgram.class)
                .map(BpfProgram::object)
                .filter(object -> !object.isEmpty())
                .ifPresent(objects::add);
        if (element instanceof Executable executable) {
            for (Parameter parameter : executable.getParameters()) {
                if (parameter.getAnnotations().length > 0) {
                    objects(parameter);
                }
            }
        }
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
