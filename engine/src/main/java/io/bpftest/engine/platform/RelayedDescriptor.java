package io.bpftest.engine.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;

/** A test or container that runs elsewhere, and looks here as Jupiter's own would. */
final class RelayedDescriptor extends AbstractTestDescriptor {

    /** Segments of classes that run several times, whose children are made for each time. */
    private static final Set<String> CLASS_TEMPLATES = Set.of("class-template", "nested-class-template");

    private final Type type;
    private final Set<TestTag> tags;
    private final String legacyName;
    private final boolean mayRegister;
    private final @Nullable Class<?> testClass;

    /** For a class template: what of its children was selected. */
    private final List<UniqueId> prototypes = new ArrayList<>();

    RelayedDescriptor(
            UniqueId id,
            String name,
            @Nullable TestSource source,
            Type type,
            Set<TestTag> tags,
            String legacyName,
            boolean mayRegister,
            @Nullable Class<?> testClass) {
        super(id, name, source);
        this.type = type;
        this.tags = Set.copyOf(tags);
        this.legacyName = legacyName;
        this.mayRegister = mayRegister;
        this.testClass = testClass;
    }

    /**
     * Copies what Jupiter discovered of a class.
     *
     * @param branch where the copy goes
     * @param classes which classes to copy the tests of, among this one and those nested in it
     * @return nothing if none of them is
     */
    static Optional<RelayedDescriptor> copy(TestDescriptor original, Branch branch, Predicate<Class<?>> classes) {
        return copy(original, branch, classes, true);
    }

    private static Optional<RelayedDescriptor> copy(
            TestDescriptor original, Branch branch, Predicate<Class<?>> classes, boolean wanted) {
        Class<?> testClass = Placement.classOf(original).orElse(null);
        boolean isWanted = testClass == null ? wanted : classes.test(testClass);
        List<RelayedDescriptor> children = original.getChildren().stream()
                .flatMap(child -> copy(child, branch, classes, isWanted).stream())
                .toList();
        if (!isWanted && children.isEmpty()) {
            return Optional.empty();
        }
        RelayedDescriptor copy = new RelayedDescriptor(
                branch.idOf(original),
                branch.nameOf(original),
                branch.sourceOf(original.getSource().orElse(null)),
                original.getType(),
                original.getTags(),
                branch.legacyNameOf(original.getLegacyReportingName(), original.isTest()),
                original.mayRegisterTests(),
                testClass);
        children.forEach(copy::addChild);
        return Optional.of(copy);
    }

    /** The test class that it stands for; nothing if it stands for something else. */
    Optional<Class<?>> testClass() {
        return Optional.ofNullable(testClass);
    }

    @Override
    public Type getType() {
        return type;
    }

    @Override
    public Set<TestTag> getTags() {
        return tags;
    }

    @Override
    public String getLegacyReportingName() {
        return legacyName;
    }

    @Override
    public boolean mayRegisterTests() {
        return mayRegister || !prototypes.isEmpty();
    }

    /** Takes in the children of a class template, as Jupiter does: what runs are copies of them. */
    @Override
    public void prune() {
        super.prune();
        if (CLASS_TEMPLATES.contains(getUniqueId().getLastSegment().getType())) {
            new ArrayList<>(getChildren()).forEach(child -> child.accept(TestDescriptor::prune));
            getChildren().forEach(child -> prototypes.addAll(leaves(child)));
            new ArrayList<>(getChildren()).forEach(this::removeChild);
        }
    }

    /** The ids that select what is left of it: those of its leaves. */
    List<UniqueId> selection() {
        return leaves(this);
    }

    private static List<UniqueId> leaves(TestDescriptor test) {
        if (test instanceof RelayedDescriptor relayed && !relayed.prototypes.isEmpty()) {
            return relayed.prototypes;
        }
        if (test.getChildren().isEmpty()) {
            return List.of(test.getUniqueId());
        }
        return test.getChildren().stream()
                .flatMap(child -> leaves(child).stream())
                .toList();
    }
}
