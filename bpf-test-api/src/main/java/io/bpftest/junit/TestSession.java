package io.bpftest.junit;

import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import io.bpftest.spi.CurrentTest;
import io.bpftest.spi.TestFolders;
import io.bpftest.spi.Unavailable;
import io.bpftest.spi.record.TestRecord;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the extension does in one context of Jupiter: that of a class, or that of one invocation of a method. */
final class TestSession {

    private final ExtensionContext context;
    private final TestClass testClass;
    private final Optional<Method> method;
    private final Scopes scopes;

    TestSession(ExtensionContext context) {
        this.context = context;
        this.testClass = Variants.running(context);
        this.method = context.getTestMethod();
        this.scopes = new Scopes(context, testClass);
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
        Optional<TestBedKind> bed = TestBedKind.of(asked.type());
        if (bed.isPresent()) {
            return TestBeds.of(bed.get(), asked, testClass, method, scopes);
        }
        if (!asked.isHandle()) {
            throw isNoHandle(asked);
        }
        Resolution.Meaning meaning = meaning(asked, of, holder, run);
        Injectable injectable = asked.named(meaning.name());
        if (injectable.type() == ObjectSpec.class) {
            return run.spec(meaning.object()).copy();
        }
        checkLocks(injectable, meaning.object());
        LoadedObject object = new ObjectLoading(testClass, method, run, scopes).of(meaning.object(), injectable);
        return injectable.isSkeleton() ? Skeleton.require(injectable).make(object) : handle(object, injectable);
    }

    /** A skeleton's object may be shared though no annotation on the class says so; then nothing keeps its tests apart. */
    private void checkLocks(Injectable injectable, ObjectDeclaration object) {
        if (injectable.isSkeleton()
                && object.isPerClass()
                && context.getExecutionMode() == ExecutionMode.CONCURRENT
                && context.getConfigurationParameter("junit.jupiter.execution.parallel.enabled")
                        .map(Boolean::parseBoolean)
                        .orElse(false)
                && method.isPresent()
                && !PerClassLocks.areAskedFor(testClass, method.get())) {
            throw new InjectionException(new Problem(
                    "The " + injectable.description() + " would be used by several tests at once",
                    "its object " + object.file() + " has lifecycle PER_CLASS, and tests run in parallel",
                    "a lock, which only an annotation on the class can bring",
                    "annotate " + testClass.type().getSimpleName() + " with @BpfSkeleton"));
        }
    }

    /** Makes a handle of a loaded object: what fields, parameters and methods of skeletons may ask for. */
    static Object handle(LoadedObject object, Injectable injectable) {
        if (injectable.isMap()) {
            return object.map(injectable.name(), injectable.genericType());
        } else if (injectable.isGlobal()) {
            return object.global(injectable.name(), injectable.variableType());
        } else if (injectable.isProgram()) {
            return object.program(injectable.name(), injectable.programType());
        } else if (injectable.type() == LoadedObject.class) {
            return object;
        }
        throw isNoHandle(injectable);
    }

    private static InjectionException isNoHandle(Injectable injectable) {
        return new InjectionException(new Problem(
                "The " + injectable.description() + " cannot take a program, map or global variable",
                injectable.genericType().getTypeName(),
                "a program handle such as XdpProgram, a map handle such as KernelMap<K, V>, GlobalVariable<T>, "
                        + "LoadedObject or ObjectSpec; Lab where annotated with @BpfLab",
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
            scopes.shared().forEach(scope -> scope.begin(around.get(1)));
        }
        if (testClass.withEnclosing().size() > 1) {
            scopes.sharedBeds()
                    .forEach(beds -> beds.begin(testClass.withEnclosing().get(1)));
        }
    }

    /** Puts shared objects back to their state after the class's {@code @BeforeAll}, once an invocation. */
    void beginInvocation() {
        nameThread();
        countForThisThread();
        boolean sharesBeds = testClass.sharesTestBeds();
        if ((sharesBeds || testClass.sharesObjects(method)) && store().get("restored") == null) {
            store().put("restored", true);
            scopes.shared().forEach(scope -> scope.begin(testClass));
            scopes.sharedBeds().forEach(beds -> beds.begin(testClass));
        }
    }

    /**
     * Remembers what maps and globals hold of all objects that the running invocation uses, to be put back any number of
     * times. Of an object with a map of a kind that cannot be put back, nothing is.
     */
    LoadedObject.Checkpoint stateBefore() {
        List<ObjectScope> used = new ArrayList<>(scopes.shared());
        used.add(scopes.ofInvocation());
        List<LoadedObject.Checkpoint> all =
                used.stream().flatMap(scope -> scope.checkpoints().stream()).toList();
        return () -> all.forEach(LoadedObject.Checkpoint::restore);
    }

    /** What the programs of shared objects reach from now on counts for the test or class that this thread runs. */
    void countForThisThread() {
        if (testClass.sharesObjects(method)) {
            TestRecord record = TestRecord.ofThread();
            scopes.shared().forEach(scope -> scope.countFor(record));
        }
    }

    /** Tells what is named after the running test which test it is, and records what it does. */
    void nameThread() {
        TestRecord.set(RunState.of(context).records() ? RecordScope.of(context, testClass) : null);
        CurrentTest.set(() -> new CurrentTest(
                Variants.nameInReports(testClass, context),
                method.map(Method::getName).orElse("class") + invocation(),
                () -> TestFolders.of(testClass.module(), RunState.of(context).configuration())));
    }

    /** The number of an invocation of a parameterised or repeated test, in brackets; only ids tell it. */
    private String invocation() {
        boolean ofTemplate = method.isPresent()
                && context.getParent().flatMap(ExtensionContext::getTestMethod).isPresent();
        String id = ofTemplate ? context.getUniqueId() : "";
        int number = id.lastIndexOf("-invocation:#");
        return number < 0 ? "" : "[" + id.substring(number + "-invocation:#".length(), id.length() - 1) + "]";
    }

    private Store store() {
        return context.getStore(RunState.NAMESPACE);
    }
}
