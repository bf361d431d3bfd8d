package io.bpftest.junit;

import io.bpftest.BpfConstant;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.BpfStub;
import io.bpftest.RequiresBpf;
import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one element declares for the handles in it: a method, a class with what it inherits, or an enclosing class.
 *
 * @param objects the objects it names, a class's own in place of inherited ones of the same file
 * @param program the program it names for handles that name none
 * @param constants the constants it sets by name, a class's own in place of inherited ones
 * @param stubs what stands for calls of helpers, by helper and program, a class's own in place of inherited ones
 * @param requirements what it requires of the kernel
 * @param mistake what is wrong with its annotations, if anything: told to the test that uses them, since nothing may be
 *     thrown while tests are discovered
 */
record Level(
        List<ObjectDeclaration> objects,
        Optional<BpfProgram> program,
        Map<String, BpfConstant> constants,
        Map<String, BpfStub> stubs,
        List<RequiresBpf> requirements,
        Optional<Problem> mistake) {

    /** Tells whether it says anything about what handles mean. */
    boolean names() {
        return !objects.isEmpty() || program.isPresent();
    }

    /** Gives the level with its objects as a variant has them built. */
    Level builtAs(Variant variant) {
        return new Level(
                objects.stream().map(variant::build).toList(), program, constants, stubs, requirements, mistake);
    }

    /** Gives the level with the constants of a variant in place of its own. */
    Level withConstantsOf(Variant variant) {
        Map<String, BpfConstant> overlaid = new LinkedHashMap<>(constants);
        for (BpfConstant constant : variant.annotation().constants()) {
            overlaid.put(constant.name(), constant);
        }
        return new Level(objects, program, overlaid, stubs, requirements, mistake);
    }

    /**
     * Gives the level with the objects of skeletons that are taken there, as far as no object of their file is named.
     *
     * @param skeletons for each skeleton its object; if two of one file differ, that is a mistake
     */
    Level withSkeletons(List<ObjectDeclaration> skeletons) {
        if (skeletons.isEmpty()) {
            return this;
        }
        Map<String, ObjectDeclaration> byFile = new LinkedHashMap<>();
        objects.forEach(object -> byFile.put(object.file(), object));
        Optional<Problem> found = mistake;
        for (ObjectDeclaration skeleton : skeletons) {
            ObjectDeclaration known = byFile.putIfAbsent(skeleton.file(), skeleton);
            if (known != null && !objects.contains(known) && !known.isMadeAs(skeleton)) {
                found = Optional.of(new Problem(
                        "Two skeletons of one test differ about " + skeleton.file(),
                        known.home().getSimpleName() + " and " + skeleton.home().getSimpleName()
                                + " name it with other mocks, options or lifecycles",
                        "one object for both",
                        "declare the object on the test class: @BpfObject(\"" + skeleton.file() + "\", ...)"));
            }
        }
        return new Level(List.copyOf(byFile.values()), program, constants, stubs, requirements, found);
    }

    /** Reads an element's annotations, those it inherits included. */
    static Level of(AnnotatedElement element, Class<?> owner) {
        // Inherited annotations come before the element's own.
        Map<String, ObjectDeclaration> byFile = new LinkedHashMap<>();
        List<BpfObject> annotations = BpfAnnotations.findAll(element, BpfObject.class);
        for (BpfObject object : annotations) {
            byFile.put(object.value(), ObjectDeclaration.of(object, owner));
        }
        Map<String, BpfConstant> constants = new LinkedHashMap<>();
        for (BpfConstant constant : BpfAnnotations.findAll(element, BpfConstant.class)) {
            constants.put(constant.name(), constant);
        }
        Map<String, BpfStub> stubs = new LinkedHashMap<>();
        for (BpfStub stub : BpfAnnotations.findAll(element, BpfStub.class)) {
            stubs.put(stub.helper() + " " + stub.program(), stub);
        }
        Optional<BpfProgram> program = BpfAnnotations.find(element, BpfProgram.class);
        program.map(BpfProgram::object)
                .filter(file -> !file.isEmpty())
                .ifPresent(file -> byFile.putIfAbsent(file, ObjectDeclaration.ofFile(file, owner)));
        return new Level(
                List.copyOf(byFile.values()),
                program,
                constants,
                stubs,
                BpfAnnotations.findAll(element, RequiresBpf.class),
                fileTwice(element, own(element, annotations)));
    }

    /** Does nothing unless the annotations are mistaken. */
    void check() {
        mistake.ifPresent(problem -> {
            throw new InjectionException(problem);
        });
    }

    /** Leaves out what a class inherits: that, its own replace. */
    private static List<BpfObject> own(AnnotatedElement element, List<BpfObject> annotations) {
        if (annotations.size() < 2 || !(element instanceof Class<?> type)) {
            return annotations;
        }
        List<BpfObject> own = new ArrayList<>(annotations);
        if (type.getSuperclass() != null) {
            own.removeAll(BpfAnnotations.findAll(type.getSuperclass(), BpfObject.class));
        }
        for (Class<?> implemented : type.getInterfaces()) {
            own.removeAll(BpfAnnotations.findAll(implemented, BpfObject.class));
        }
        return own;
    }

    private static Optional<Problem> fileTwice(AnnotatedElement element, List<BpfObject> own) {
        Set<String> files = new HashSet<>();
        return own.stream()
                .map(BpfObject::value)
                .filter(file -> !files.add(file))
                .findFirst()
                .map(file -> new Problem(
                        "The object " + file + " is declared twice",
                        "two @BpfObject(\"" + file + "\") that differ on " + name(element),
                        "one declaration of a file on a class or method",
                        "drop one; to test several builds of a file, put them on nested classes or methods"));
    }

    private static String name(AnnotatedElement element) {
        return element instanceof Method method
                ? method.getDeclaringClass().getSimpleName() + "." + method.getName()
                : ((Class<?>) element).getSimpleName();
    }
}
