package io.bpftest.junit;

import io.bpftest.BpfConstant;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.RequiresBpf;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one element declares for the handles in it: a method, a class with what it inherits, or an enclosing class.
 *
 * @param objects the objects it names, a class's own in place of inherited ones of the same file
 * @param program the program it names for handles that name none
 * @param constants the constants it sets by name, a class's own in place of inherited ones
 * @param requirements what it requires of the kernel
 * @param isMethod whether it is a method
 */
record Level(
        List<ObjectDeclaration> objects,
        Optional<BpfProgram> program,
        Map<String, BpfConstant> constants,
        List<RequiresBpf> requirements,
        boolean isMethod) {

    /** Tells whether it says anything about what handles mean. */
    boolean names() {
        return !objects.isEmpty() || program.isPresent();
    }

    /** Gives the level with its objects as a variant has them built. */
    Level builtAs(Variant variant) {
        return new Level(objects.stream().map(variant::build).toList(), program, constants, requirements, isMethod);
    }

    /** Gives the level with the constants of a variant in place of its own. */
    Level withConstantsOf(Variant variant) {
        Map<String, BpfConstant> overlaid = new LinkedHashMap<>(constants);
        for (BpfConstant constant : variant.annotation().constants()) {
            overlaid.put(constant.name(), constant);
        }
        return new Level(objects, program, overlaid, requirements, isMethod);
    }

    /** Reads an element's annotations, those it inherits included. */
    static Level of(AnnotatedElement element, Class<?> owner) {
        // Inherited annotations come before the element's own.
        Map<String, ObjectDeclaration> byFile = new LinkedHashMap<>();
        for (BpfObject object : BpfAnnotations.findAll(element, BpfObject.class)) {
            byFile.put(object.value(), ObjectDeclaration.of(object, owner));
        }
        Map<String, BpfConstant> constants = new LinkedHashMap<>();
        for (BpfConstant constant : BpfAnnotations.findAll(element, BpfConstant.class)) {
            constants.put(constant.name(), constant);
        }
        Optional<BpfProgram> program = BpfAnnotations.find(element, BpfProgram.class);
        program.map(BpfProgram::object)
                .filter(file -> !file.isEmpty())
                .ifPresent(file -> byFile.putIfAbsent(file, ObjectDeclaration.ofFile(file, owner)));
        List<RequiresBpf> requirements = BpfAnnotations.findAll(element, RequiresBpf.class);
        return new Level(List.copyOf(byFile.values()), program, constants, requirements, element instanceof Method);
    }
}
