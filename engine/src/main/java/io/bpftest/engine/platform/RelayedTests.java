package io.bpftest.engine.platform;

import io.bpftest.engine.fork.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** The tests of a guest, by their ids there, and how far each got. */
final class RelayedTests {

    private final Branch branch;
    private final Map<String, TestDescriptor> byId = new HashMap<>();
    private final List<TestDescriptor> running = new ArrayList<>();
    private final Set<TestDescriptor> ended = new HashSet<>();

    /** Takes some classes of a branch. */
    RelayedTests(Branch branch, List<RelayedDescriptor> classes) {
        this.branch = branch;
        classes.forEach(type ->
                type.accept(test -> byId.put(Jupiter.idOf(test.getUniqueId()).toString(), test)));
    }

    /** The test or container of an id of the guest's; null if it was never registered, or is Jupiter itself. */
    @Nullable
    TestDescriptor get(String id) {
        return byId.get(id);
    }

    /** Adds what the guest tells of; gives it if it is new here. */
    Optional<TestDescriptor> add(Node node) {
        TestDescriptor parent = byId.get(node.parent());
        if (parent == null || byId.containsKey(node.id())) {
            return Optional.empty();
        }
        TestDescriptor.Type type = TestDescriptor.Type.valueOf(node.type());
        RelayedDescriptor made = new RelayedDescriptor(
                Jupiter.moved(UniqueId.parse(node.id()), branch.id()),
                node.name(),
                source(node, type, parent),
                type,
                node.tags().stream().map(TestTag::create).collect(Collectors.toSet()),
                branch.legacyNameOf(node.legacyName(), type.isTest()),
                false,
                null);
        parent.addChild(made);
        byId.put(node.id(), made);
        return Optional.of(made);
    }

    /** Surefire loses tests that are of no method, even when they fail, so each gets the nearest. */
    private @Nullable TestSource source(Node node, TestDescriptor.Type type, TestDescriptor parent) {
        if (node.methodName() != null && node.className() != null) {
            return MethodSource.from(node.className(), node.methodName(), node.parameterTypes());
        }
        if (node.className() != null && !type.isTest()) {
            return branch.sourceOf(ClassSource.from(node.className()));
        }
        return parent.getSource().orElse(null);
    }

    void started(TestDescriptor test) {
        running.add(test);
    }

    void ended(TestDescriptor test) {
        running.remove(test);
        ended.add(test);
    }

    /** What began and has not ended, the innermost first. */
    List<TestDescriptor> running() {
        List<TestDescriptor> innermostFirst = new ArrayList<>(running);
        Collections.reverse(innermostFirst);
        return innermostFirst;
    }

    /** What neither ran nor is part of something that ended, outermost only: if a class did not begin, just that. */
    List<TestDescriptor> untouched(Collection<? extends TestDescriptor> among) {
        List<TestDescriptor> untouched = new ArrayList<>();
        for (TestDescriptor one : List.copyOf(among)) {
            if (running.contains(one)) {
                untouched.addAll(untouched(one.getChildren()));
            } else if (!ended.contains(one)) {
                untouched.add(one);
            }
        }
        return untouched;
    }
}
