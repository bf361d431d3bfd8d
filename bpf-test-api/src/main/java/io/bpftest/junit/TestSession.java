package io.bpftest.junit;

import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import io.bpftest.spi.BpfEngine;
import io.bpftest.spi.CurrentTest;
import io.bpftest.spi.Unavailable;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
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
        this.testClass = TestClass.of(context.getRequiredTestClass());
        this.method = context.getTestMethod();
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
        return requirements()
                .filter(Requirements::areLacking)
                .filter(lacking -> RunState.of(context).configuration().unavailable() == Unavailable.SKIP)
                .map(Requirements::reason);
    }

    /**
     * Checks that the kernel has what the context's class or method requires. Aborts what is to be skipped: Jupiter makes
     * a method's instance, and has it injected, before it asks whether the method is to be skipped.
     */
    void checkRequirements() {
        reasonToSkip().ifPresent(Assumptions::abort);
        requirements().ifPresent(Requirements::check);
    }

    private Optional<Requirements> requirements() {
        Level level = method.map(testClass::level).orElseGet(testClass::level);
        if (level.requirements().isEmpty()) {
            return Optional.empty();
        }
        RunState.of(context); // wrong settings first
        String owner =
                testClass.nameInReports() + method.map(m -> "." + m.getName()).orElse("");
        return Optional.of(
                Requirements.probe(owner, level.requirements(), BpfEngine.get().features()));
    }

    /** Puts the objects of lifecycle PER_CLASS back to their state after {@code @BeforeAll}, once an invocation. */
    void beginInvocation() {
        nameThread();
        if (testClass.sharesObjects() && store().get("restored") == null) {
            store().put("restored", true);
            for (ExtensionContext c = context; c != null; c = c.getParent().orElse(null)) {
                ObjectScope scope = c.getTestClass()
                        .map(owner -> store().get(scopeKey(owner), ObjectScope.class))
                        .orElse(null);
                if (scope != null) {
                    scope.beginInvocation();
                }
            }
        }
    }

    /** Tells what is named after the running test which test it is. */
    void nameThread() {
        String name = method.map(Method::getName).orElse("class") + invocation();
        CurrentTest.set(new CurrentTest(testClass.nameInReports(), name, () -> RunState.of(context)
                .configuration()
                .reportFolder(testClass.folder())));
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
            ObjectScope scope = scope(contextOf(object.owner()), object.owner());
            return scope.get(
                    object,
                    () -> prepared(object, run, TestClass.of(object.owner()).within()));
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
        return scope.get(object, () -> prepared(object, run, testClass.seen()));
    }

    /** The same for all tests of a class but those that set constants of their own. */
    private ObjectSpec prepared(ObjectDeclaration object, RunState run, List<Injectables.Place> places) {
        if (method.isPresent() && !testClass.level(method.get()).constants().isEmpty()) {
            return new Preparation(method, testClass, run::spec).of(object, places);
        }
        Map<ObjectDeclaration, ObjectSpec> known = run.of(testClass).prepared();
        ObjectSpec spec = known.get(object);
        if (spec == null) {
            spec = new Preparation(Optional.empty(), testClass, run::spec).of(object, places);
            known.put(object, spec);
        }
        return spec;
    }

    private ObjectScope scope(ExtensionContext owner, @Nullable Class<?> ownerClass) {
        return owner.getStore(RunState.NAMESPACE)
                .getOrComputeIfAbsent(
                        scopeKey(ownerClass), key -> new ObjectScope(method.isPresent()), ObjectScope.class);
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
