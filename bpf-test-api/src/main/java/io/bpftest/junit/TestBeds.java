package io.bpftest.junit;

import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import io.bpftest.lab.TestBed;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The test beds of one invocation of a test, or of one class; closed by Jupiter's store, whatever became of the test. */
final class TestBeds implements AutoCloseable {

    private final Map<TestBedKind, TestBed> beds = new EnumMap<>(TestBedKind.class);

    /** For each class whose tests began, what it found. */
    private final Map<TestClass, Map<TestBedKind, TestBed.Checkpoint>> checkpoints = new LinkedHashMap<>();

    /**
     * Gives the test bed that a field or parameter takes, making it when it is first asked for.
     *
     * @param method the test method, if one runs
     */
    static TestBed of(TestBedKind kind, Injectable asked, TestClass testClass, Optional<Method> method, Scopes scopes) {
        Optional<TestClass> owner = owner(kind, testClass);
        if (owner.isPresent()) {
            List<TestClass> running = method.isPresent() ? testClass.withEnclosing() : List.of();
            return scopes.bedsOf(owner.get().type()).get(kind, running);
        }
        if (asked.isPerClass() || method.isEmpty()) {
            throw new InjectionException(new Problem(
                    "The " + asked.description() + " lives longer than the " + kind.title() + " that it would get",
                    "no " + kind.annotationName() + " on " + testClass.type().getName()
                            + " that says lifecycle PER_CLASS",
                    "lifecycle PER_CLASS for static fields, @BeforeAll and @AfterAll parameters, and for instances of "
                            + "@TestInstance(PER_CLASS); it stands on the class, so that it keeps tests apart that run "
                            + "in parallel",
                    "annotate the class: " + kind.annotationName() + "(lifecycle = Lifecycle.PER_CLASS)"));
        }
        return scopes.bedsOfInvocation().get(kind, List.of());
    }

    /** The class among this and those around it whose tests share a test bed of a kind. */
    private static Optional<TestClass> owner(TestBedKind kind, TestClass testClass) {
        return testClass.withEnclosing().stream()
                .filter(c -> kind.isPerClass(c.type()))
                .findFirst();
    }

    /** Names what tests share of some classes, for locks. */
    static Set<String> shared(List<TestClass> classes) {
        Set<String> names = new LinkedHashSet<>();
        for (TestClass testClass : classes) {
            for (TestBedKind kind : TestBedKind.values()) {
                if (kind.isPerClass(testClass.type())) {
                    names.add(kind.title() + " of " + testClass.type().getName());
                }
            }
        }
        return names;
    }

    /**
     * Gives the test bed of a kind.
     *
     * @param running the class whose test runs and those around it: one that is made now is as they all found it
     */
    private synchronized TestBed get(TestBedKind kind, List<TestClass> running) {
        TestBed known = beds.get(kind);
        if (known != null) {
            return known;
        }
        TestBed made = kind.make();
        beds.put(kind, made);
        if (!running.isEmpty()) {
            TestBed.Checkpoint empty = made.checkpoint();
            running.forEach(c -> found(c).put(kind, empty));
        }
        return made;
    }

    private Map<TestBedKind, TestBed.Checkpoint> found(TestClass testClass) {
        return checkpoints.computeIfAbsent(testClass, key -> new EnumMap<>(TestBedKind.class));
    }

    /** Undoes what tests did, back to what the class's tests found when this was first called for it. */
    synchronized void begin(TestClass testClass) {
        Map<TestBedKind, TestBed.Checkpoint> known = found(testClass);
        beds.forEach((kind, bed) -> {
            TestBed.Checkpoint checkpoint = known.get(kind);
            if (checkpoint != null) {
                checkpoint.restore();
            } else {
                known.put(kind, bed.checkpoint());
            }
        });
    }

    @Override
    public synchronized void close() {
        List<TestBed> open = new ArrayList<>(beds.values());
        beds.clear();
        open.forEach(TestBed::close);
    }
}
