package io.bpftest.junit;

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
    private final Class<?> testClass;
    private final Optional<Method> method;

    TestSession(ExtensionContext context) {
        this.context = context;
        this.testClass = context.getRequiredTestClass();
        this.method = context.getTestMethod();
    }

    private record SpecKey(Path file, List<String> cflags) {}

    /**
     * Gives the value for a parameter.
     *
     * @param executable the constructor or method it is a parameter of
     */
    Object value(Injectable asked, Executable executable) {
        Class<?> holder = Level.withEnclosing(testClass).stream()
                .filter(c -> executable.getDeclaringClass().isAssignableFrom(c))
                .findFirst()
                .orElse(testClass);
        return value(asked, executable instanceof Method m ? Optional.of(m) : Optional.empty(), holder);
    }

    /**
     * Gives the value for a field.
     *
     * @param holder the class that holds it: the test class, or one that encloses it
     */
    Object value(Injectable asked, Class<?> holder) {
        return value(asked, Optional.empty(), holder);
    }

    private Object value(Injectable asked, Optional<Method> of, Class<?> holder) {
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
        String name = testClass.getName();
        String className = name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
        String id = context.getUniqueId();
        int invocation = id.lastIndexOf("-invocation:#");
        String number = invocation < 0 || method.isEmpty()
                ? ""
                : "[" + id.substring(invocation + "-invocation:#".length(), id.length() - 1) + "]";
        Path reports = configuration().reportFolder(module());
        CurrentTest.set(new CurrentTest(className, method.map(Method::getName).orElse("class") + number, reports));
    }

    private LoadedObject loaded(ObjectDeclaration object, Injectable injectable) {
        Preparation preparation = new Preparation(method, testClass, this::spec);
        if (object.isPerClass()) {
            ObjectScope scope = scope(contextOf(object.owner()), object.owner());
            return scope.get(object, () -> preparation.of(object, Injectables.within(object.owner())));
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
        return scope.get(object, () -> preparation.of(object, Injectables.seenBy(testClass)));
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
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.getOrComputeIfAbsent(
                object,
                declared -> {
                    Path file = new TestModule(declared.owner()).find(declared.file());
                    return store.getOrComputeIfAbsent(
                            new SpecKey(file, declared.cflags()), this::open, ObjectSpec.class);
                },
                ObjectSpec.class);
    }

    private ObjectSpec open(SpecKey key) {
        return BpfEngine.get().open(new ObjectSource(key.file(), key.cflags()), configuration());
    }

    private Configuration configuration() {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Configuration.class,
                        key -> Configuration.of(context::getConfigurationParameter),
                        Configuration.class);
    }

    private Path module() {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(testClass, c -> new TestModule(c).folder(), Path.class);
    }

    private Store store() {
        return context.getStore(NAMESPACE);
    }
}
