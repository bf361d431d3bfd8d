package io.bpftest.junit;

import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import io.bpftest.spi.CurrentTest;
import io.bpftest.spi.Unavailable;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** What the extension does in one context of Jupiter: that of a class, or that of one invocation of a method. */
final class TestSession {

    private final ExtensionContext context;
    private final TestClass testClass;
    private final Optional<Method> method;

    TestSession(ExtensionContext context) {
        this.context = context;
        this.testClass = Variants.running(context);
        this.method = context.getTestMethod();
    }

    TestClass testClass() {
        return testClass;
    }

    /**
     * Gives the value for a parameter.
     *
     * @param executable the constructor or method it is a parameter of
     */
    Object value(Injectable asked, Executable executable) {
        Optional<Method> of = executable instanceof Method m ? Optional.of(m) : Optional.empty();
        return value(asked, of, testClass.holderOf(executable));
    }

    /** Gives the value for a field of a test class, or of one that encloses it. */
    Object value(Injectable asked, TestClass holder) {
        return value(asked, Optional.empty(), holder);
    }

    private Object value(Injectable asked, Optional<Method> of, TestClass holder) {
        RunState run = RunState.of(context);
        Variants.check(asked, testClass);
        Resolution.Meaning meaning = meaning(asked, of, holder, run);
        Injectable injectable = asked.named(meaning.name());
        if (injectable.type() == ObjectSpec.class) {
            return run.spec(meaning.object()).copy();
        }
        LoadedObject object = loaded(meaning.object(), injectable, run);
        if (injectable.isMap()) {
            return object.map(injectable.name(), injectable.genericType());
        } else if (injectable.isProgram()) {
            return object.program(injectable.name(), injectable.programType());
        } else if (injectable.type() == LoadedObject.class) {
            return object;
        }
        throw new InjectionException(new Problem(
                "The " + injectable.description() + " cannot take a program or map",
                injectable.genericType().getTypeName(),
                "a program handle such as XdpProgram, a map handle such as KernelMap<K, V>, LoadedObject or ObjectSpec",
                "change its type"));
    }

    private Resolution.Meaning meaning(Injectable asked, Optional<Method> of, TestClass holder, RunState run) {
        if (of.isPresent() && holder.level(of.get()).names()) {
            return new Resolution(of, holder, run::spec).of(asked);
        }
        Map<Injectable.Wish, Resolution.Meaning> known = run.of(holder).meanings();
        Resolution.Meaning meaning = known.get(asked.wish());
        if (meaning == null) {
            meaning = new Resolution(Optional.empty(), holder, run::spec).of(asked);
            known.put(asked.wish(), meaning);
        }
        return meaning;
    }

    /** Says why the context's class or method is to be skipped, if it is: not everything it requires is there. */
    Optional<String> reasonToSkip() {
        return requirements().flatMap(this::reasonToSkip);
    }

    private Optional<String> reasonToSkip(Requirements requirements) {
        boolean skips = RunState.of(context).configuration().unavailable() == Unavailable.SKIP;
        return skips && requirements.areLacking() ? Optional.of(requirements.reason()) : Optional.empty();
    }

    /**
     * Checks that the kernel has what the context's class or method requires. Aborts what is to be skipped: Jupiter makes
     * a method's instance, and has it injected, before it asks whether the method is to be skipped.
     */
    void checkRequirements() {
        requirements().ifPresent(requirements -> {
            reasonToSkip(requirements).ifPresent(Assumptions::abort);
            requirements.check();
        });
    }

    private Optional<Requirements> requirements() {
        Level level = method.map(testClass::level).orElseGet(testClass::level);
        if (level.requirements().isEmpty()) {
            return Optional.empty();
        }
        String owner =
                testClass.nameInReports() + method.map(m -> "." + m.getName()).orElse("");
        return Optional.of(RunState.of(context).requirements(owner, level.requirements()));
    }

    /** Puts shared objects back to their state around a nested class, before its {@code @BeforeAll}. */
    void beginClass() {
        if (testClass.withEnclosing().size() > 1 && testClass.sharesObjects(Optional.empty())) {
            List<TestClass> around = testClass.withEnclosing();
            sharedScopes().forEach(scope -> scope.begin(around.get(1)));
        }
    }

    /** Puts shared objects back to their state after the class's {@code @BeforeAll}, once an invocation. */
    void beginInvocation() {
        nameThread();
        if (testClass.sharesObjects(method) && store().get("restored") == null) {
            store().put("restored", true);
            sharedScopes().forEach(scope -> scope.begin(testClass));
        }
    }

    private List<ObjectScope> sharedScopes() {
        return sharedScopes(null);
    }

    /** Gives the scopes of this class and of those around it, but for one. */
    private List<ObjectScope> sharedScopes(@Nullable Class<?> but) {
        List<ObjectScope> scopes = new ArrayList<>();
        for (TestClass owner : testClass.withEnclosing()) {
            if (owner.type() == but) {
                continue;
            }
            ObjectScope scope = store().get(scopeKey(owner.type()), ObjectScope.class);
            if (scope != null) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    /** Tells what is named after the running test which test it is. */
    void nameThread() {
        CurrentTest.set(() -> new CurrentTest(
                Variants.nameInReports(testClass, context),
                method.map(Method::getName).orElse("class") + invocation(),
                () -> RunState.of(context).configuration().reportFolder(testClass.folder())));
    }

    /** The number of an invocation of a parameterised or repeated test, in brackets; only ids tell it. */
    private String invocation() {
        boolean ofTemplate = method.isPresent()
                && context.getParent().flatMap(ExtensionContext::getTestMethod).isPresent();
        String id = ofTemplate ? context.getUniqueId() : "";
        int number = id.lastIndexOf("-invocation:#");
        return number < 0 ? "" : "[" + id.substring(number + "-invocation:#".length(), id.length() - 1) + "]";
    }

    private LoadedObject loaded(ObjectDeclaration object, Injectable injectable, RunState run) {
        if (object.isPerClass()) {
            TestClass owner = testClass.among(object.owner());
            checkConstants(object, owner, run);
            ObjectScope scope = scope(contextOf(object.owner()), object.owner());
            return scope.get(
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
        ObjectScope scope = scope(context, null);
        return scope.get(object, () -> prepared(object, run, method.get()), List.of());
    }

    /** An object that a class shares has the constants of that class: nothing nearer can set others. */
    private void checkConstants(ObjectDeclaration object, TestClass owner, RunState run) {
        List<Level> levels = testClass.levels(method);
        int nearer = Math.max(0, testClass.withEnclosing().indexOf(owner)) + (method.isPresent() ? 1 : 0);
        for (Level level : levels.subList(0, nearer)) {
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

    /**
     * Gives the object with the programs that this test names, itself or with its class, and no other test: a program
     * that does not load fails the tests that name it. The same for all tests that name the same.
     */
    private ObjectSpec prepared(ObjectDeclaration object, RunState run, Method test) {
        List<Injectables.Place> own = Injectables.of(test, testClass.holderOf(test));
        RunState.Prepared key = new RunState.Prepared(
                object, own.stream().map(place -> place.injectable().wish()).toList());
        Level level = testClass.level(test);
        boolean likeOthers = level.constants().isEmpty() && !level.names();
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

    private ObjectScope scope(ExtensionContext owner, @Nullable Class<?> ownerClass) {
        return owner.getStore(RunState.NAMESPACE)
                .getOrComputeIfAbsent(
                        scopeKey(ownerClass), key -> new ObjectScope(sharedScopes(ownerClass)), ObjectScope.class);
    }

    /** Stores look into their parents' too, so that the key names whose scope it is. */
    private static String scopeKey(@Nullable Class<?> owner) {
        return owner == null ? "method" : "class " + owner.getName();
    }

    private ExtensionContext contextOf(Class<?> owner) {
        for (ExtensionContext c = context; c != null; c = c.getParent().orElse(null)) {
            if (c.getTestMethod().isEmpty()
                    && c.getTestClass().filter(owner::equals).isPresent()) {
                return c;
            }
        }
        throw new IllegalStateException("no context of " + owner);
    }

    private Store store() {
        return context.getStore(RunState.NAMESPACE);
    }
}
