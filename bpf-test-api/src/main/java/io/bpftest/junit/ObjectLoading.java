package io.bpftest.junit;

import io.bpftest.BpfStub;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads the objects of one invocation of a method, or of a class, each by its lifecycle. */
final class ObjectLoading {

    private final TestClass testClass;
    private final Optional<Method> method;
    private final RunState run;
    private final Scopes scopes;

    ObjectLoading(TestClass testClass, Optional<Method> method, RunState run, Scopes scopes) {
        this.testClass = testClass;
        this.method = method;
        this.run = run;
        this.scopes = scopes;
    }

    /** Gives an object as the test or class sees it, loading it where it is asked for first. */
    LoadedObject of(ObjectDeclaration object, Injectable injectable) {
        if (object.isPerClass()) {
            TestClass owner = testClass.among(object.owner());
            checkConstants(object, owner);
            checkStubs(object, owner);
            return scopes.of(object.owner())
                    .get(
                            object,
                            () -> new Preparation(Optional.empty(), owner, run::spec).of(object, owner.within()),
                            method.isPresent() ? testClass.withEnclosing() : List.of());
        }
        if (method.isEmpty()) {
            throw new InjectionException(new Problem(
                    "The " + injectable.description() + " lives longer than the object it is from",
                    object.file() + " has lifecycle PER_METHOD",
                    "lifecycle PER_CLASS for static fields, @BeforeAll and @AfterAll parameters, and for instances of "
                            + "@TestInstance(PER_CLASS)",
                    "@BpfObject(value = \"" + object.file() + "\", lifecycle = Lifecycle.PER_CLASS)"));
        }
        return scopes.ofInvocation().get(object, () -> prepared(object, method.get()), List.of());
    }

    /** An object that a class shares has the constants of that class: nothing nearer can set others. */
    private void checkConstants(ObjectDeclaration object, TestClass owner) {
        for (Level level : nearerThan(owner)) {
            for (String name : level.constants().keySet()) {
                if (run.spec(object).constants().stream()
                        .anyMatch(constant -> constant.name().equals(name))) {
                    throw new InjectionException(new Problem(
                            "The constant \"" + name + "\" cannot be set for one method or nested class",
                            "@BpfConstant nearer than " + object.file() + ", which has lifecycle PER_CLASS for "
                                    + object.owner().getSimpleName(),
                            "a value that holds for the whole class",
                            "set it on the class, or use lifecycle PER_METHOD"));
                }
            }
        }
    }

    /** As for constants: an object that a class shares is loaded with the stubs of that class. */
    private void checkStubs(ObjectDeclaration object, TestClass owner) {
        for (Level level : nearerThan(owner)) {
            for (BpfStub stub : level.stubs().values()) {
                if (Stubbing.isFor(run.spec(object), stub)) {
                    throw new InjectionException(new Problem(
                            stub.helper().functionName() + " cannot be stubbed for one method or nested class",
                            "@BpfStub nearer than " + object.file() + ", which has lifecycle PER_CLASS for "
                                    + object.owner().getSimpleName(),
                            "a stub that holds for the whole class",
                            "stub it on the class, or use lifecycle PER_METHOD"));
                }
            }
        }
    }

    private List<Level> nearerThan(TestClass owner) {
        int nearer = Math.max(0, testClass.withEnclosing().indexOf(owner)) + (method.isPresent() ? 1 : 0);
        return testClass.levels(method).subList(0, nearer);
    }

    /**
     * Gives the object with the programs that this test names, itself or with its class, and no other test: a program
     * that does not load fails the tests that name it. The same for all tests that name the same.
     */
    private ObjectSpec prepared(ObjectDeclaration object, Method test) {
        List<Injectables.Place> own = Injectables.of(test, testClass.holderOf(test));
        RunState.Prepared key = new RunState.Prepared(
                object, own.stream().map(place -> place.injectable().wish()).toList());
        Level level = testClass.level(test);
        boolean likeOthers = level.constants().isEmpty() && level.stubs().isEmpty() && !level.names();
        ObjectSpec known = likeOthers ? run.of(testClass).prepared().get(key) : null;
        if (known != null) {
            return known;
        }
        List<Injectables.Place> places = new ArrayList<>(testClass.ofEveryTest());
        places.addAll(own);
        ObjectSpec spec = new Preparation(method, testClass, run::spec).of(object, places);
        if (likeOthers) {
            run.of(testClass).prepared().put(key, spec);
        }
        return spec;
    }
}
