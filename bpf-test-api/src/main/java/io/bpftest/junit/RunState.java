package io.bpftest.junit;

import io.bpftest.ObjectSpec;
import io.bpftest.RequiresBpf;
import io.bpftest.spi.BpfEngine;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.ObjectSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** What is found out once in a run of tests, whatever the number of tests: settings, opened objects, meanings. */
final class RunState {

    static final Namespace NAMESPACE = Namespace.create(BpfTestExtension.class);

    private final Store store;
    private final Configuration configuration;
    private final boolean records;
    private final Map<ObjectDeclaration, ObjectSpec> specs = new ConcurrentHashMap<>();
    private final Map<TestClass, OfClass> classes = new ConcurrentHashMap<>();
    private final Map<Required, Requirements> requirements = new ConcurrentHashMap<>();

    private RunState(ExtensionContext root) {
        this.store = root.getStore(NAMESPACE);
        this.configuration = Configuration.of(root::getConfigurationParameter);
        this.records = configuration.report();
    }

    /**
     * What is found out once for the tests of a class.
     *
     * @param prepared specs with the class's constants set, and with the programs that a test names switched on alone
     * @param meanings what handles mean that see the class's annotations only
     */
    record OfClass(Map<Prepared, ObjectSpec> prepared, Map<Injectable.Wish, Resolution.Meaning> meanings) {}

    /** An object as tests load it that wish for the same. */
    record Prepared(ObjectDeclaration object, List<Injectable.Wish> wishes) {

        /** Written out, as {@link Injectable.Wish}'s. */
        @Override
        public int hashCode() {
            return object.hashCode() * 31 + wishes.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Prepared prepared
                    && object.equals(prepared.object)
                    && wishes.equals(prepared.wishes);
        }
    }

    private record Required(String owner, List<RequiresBpf> requirements) {}

    private record SpecKey(Path file, List<Path> with, List<String> cflags) {}

    static RunState of(ExtensionContext context) {
        ExtensionContext root = context.getRoot();
        return root.getStore(NAMESPACE).getOrComputeIfAbsent(RunState.class, key -> new RunState(root), RunState.class);
    }

    /**
     * Gives what is lacking of what a class or method requires; probed once.
     *
     * @param owner the class or method, for messages
     */
    Requirements requirements(String owner, List<RequiresBpf> required) {
        return requirements.computeIfAbsent(
                new Required(owner, required),
                key -> Requirements.probe(owner, required, BpfEngine.get().features()));
    }

    Configuration configuration() {
        return configuration;
    }

    /** Whether what tests do is recorded. */
    boolean records() {
        return records;
    }

    OfClass of(TestClass testClass) {
        OfClass found = classes.get(testClass);
        return found != null
                ? found
                : classes.computeIfAbsent(
                        testClass, c -> new OfClass(new ConcurrentHashMap<>(), new ConcurrentHashMap<>()));
    }

    /**
     * Gives the unchanged spec of an object. Finding the file, compiling and reading happen once for the same file and
     * options; the store keeps a failure too, so that a source that does not compile is not compiled for each test.
     */
    ObjectSpec spec(ObjectDeclaration object) {
        ObjectSpec known = specs.get(object);
        if (known == null) {
            known = store.getOrComputeIfAbsent(object, this::find, ObjectSpec.class);
            specs.put(object, known);
        }
        return known;
    }

    private ObjectSpec find(ObjectDeclaration object) {
        TestClass home = TestClass.of(object.home());
        List<Path> with = object.with().stream().map(home::find).toList();
        SpecKey key = new SpecKey(home.find(object.file()), with, object.cflags());
        Function<SpecKey, ObjectSpec> open =
                k -> BpfEngine.get().open(new ObjectSource(k.file(), k.cflags(), k.with()), configuration);
        return store.getOrComputeIfAbsent(key, open, ObjectSpec.class);
    }
}
