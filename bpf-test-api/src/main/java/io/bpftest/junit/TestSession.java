package io.bpftest.junit;

import io.bpftest.BpfConstant;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import io.bpftest.spi.BpfEngine;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.CurrentTest;
import io.bpftest.spi.ObjectSource;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** What the extension does in one context of Jupiter: that of a class, or that of one invocation of a method. */
final class TestSession {

    private static final Namespace NAMESPACE = Namespace.create(BpfTestExtension.class);

    private final ExtensionContext context;
    private final TestClass testClass;
    private final Optional<Method> method;

    TestSession(ExtensionContext context) {
        this.context = context;
        this.testClass = TestClass.of(context.getRequiredTestClass());
        this.method = context.getTestMethod();
    }

    private record SpecKey(Path file, List<String> cflags) {}

    /** What an object looks like when it is loaded depends on the class, and on the constants of the method. */
    private record PreparedKey(ObjectDeclaration object, Class<?> testClass, List<BpfConstant> constants) {}

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
        Resolution.Meaning meaning = new Resolution(of, holder, this::spec).of(asked);
        Injectable injectable = meaning.injectable();
        if (injectable.type() == ObjectSpec.class) {
            return spec(meaning.object()).copy();
        }
        LoadedObject object = loaded(meaning.object(), injectable);
        if (injectable.isMap()) {
            return object.map(injectable.name(), injectable.genericType());
        } else if (injectable.isProgram()) {
            return injectable.name().isEmpty()
                    ? object.program(injectable.programType())
                    : object.program(injectable.name(), injectable.programType());
        } else if (injectable.type() == LoadedObject.class) {
            return object;
        }
        throw new InjectionException(new Problem(
                "The " + injectable.description() + " cannot take a program or map",
                injectable.genericType().getTypeName(),
                "a program handle such as XdpProgram, a map handle such as KernelMap<K, V>, LoadedObject or ObjectSpec",
                "change its type"));
    }

    /** Puts the objects of lifecycle PER_CLASS back to their state after {@code @BeforeAll}, once an invocation. */
    void beginInvocation() {
        nameThread();
        if (store().get("restored") == null) {
            store().put("restored", true);
            for (ExtensionContext c = context; c != null; c = c.getParent().orElse(null)) {
                ObjectScope scope = c.getTestClass()
                        .map(owner -> context.getStore(NAMESPACE).get(scopeKey(owner), ObjectScope.class))
                        .orElse(null);
                if (scope != null) {
                    scope.beginInvocation();
                }
            }
        }
    }

    /** Tells what is named after the running test which test it is. */
    void nameThread() {
        String id = context.getUniqueId();
        int invocation = id.lastIndexOf("-invocation:#");
        String number = invocation < 0 || method.isEmpty()
                ? ""
                : "[" + id.substring(invocation + "-invocation:#".length(), id.length() - 1) + "]";
        Path reports = configuration().reportFolder(testClass.folder());
        String name = method.map(Method::getName).orElse("class") + number;
        CurrentTest.set(new CurrentTest(testClass.nameInReports(), name, reports));
    }

    private LoadedObject loaded(ObjectDeclaration object, Injectable injectable) {
        if (object.isPerClass()) {
            ObjectScope scope = scope(contextOf(object.owner()), object.owner());
            return scope.get(
                    object, () -> prepared(object, TestClass.of(object.owner()).within()));
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
        return scope.get(object, () -> prepared(object, testClass.seen()));
    }

    /** The same for all tests of a class but those that set constants of their own. */
    private ObjectSpec prepared(ObjectDeclaration object, List<Injectables.Place> places) {
        List<BpfConstant> constants = testClass.levels(method).get(0).isMethod()
                ? testClass.levels(method).get(0).constants()
                : List.of();
        return runStore()
                .getOrComputeIfAbsent(
                        new PreparedKey(object, testClass.type(), constants),
                        key -> new Preparation(method, testClass, this::spec).of(object, places),
                        ObjectSpec.class);
    }

    private ObjectScope scope(ExtensionContext owner, @Nullable Class<?> ownerClass) {
        return owner.getStore(NAMESPACE)
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

    /** Finding the file, compiling and reading happen once a run for the same file and options. */
    private ObjectSpec spec(ObjectDeclaration object) {
        Store store = runStore();
        return store.getOrComputeIfAbsent(
                object,
                declared -> {
                    Path file = TestClass.of(declared.owner()).find(declared.file());
                    return store.getOrComputeIfAbsent(
                            new SpecKey(file, declared.cflags()), this::open, ObjectSpec.class);
                },
                ObjectSpec.class);
    }

    private ObjectSpec open(SpecKey key) {
        return BpfEngine.get().open(new ObjectSource(key.file(), key.cflags()), configuration());
    }

    private Configuration configuration() {
        return runStore()
                .getOrComputeIfAbsent(
                        Configuration.class,
                        key -> Configuration.of(context::getConfigurationParameter),
                        Configuration.class);
    }

    /** What holds for the whole run. */
    private Store runStore() {
        return context.getRoot().getStore(NAMESPACE);
    }

    private Store store() {
        return context.getStore(NAMESPACE);
    }
}
