package io.bpftest.engine.platform;

import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/**
 * Names a class as it is, beside a branch of tests whose sources name their kernel too. Since 3.6.1, Surefire runs the classes
 * that it finds in sources of what was discovered ({@code TestPlanScannerFilter}), and no others: one whose tests
 * are all in nested classes would be left out without a word. It never starts, so no result is reported of it.
 */
final class ClassMention extends AbstractTestDescriptor {

    private final RelayedDescriptor type;

    ClassMention(RelayedDescriptor type) {
        super(
                type.getUniqueId().append("mention", className(type)),
                className(type),
                ClassSource.from(className(type)));
        this.type = type;
    }

    private static String className(RelayedDescriptor type) {
        return type.testClass().map(Class::getName).orElse(type.getDisplayName());
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    /** Stays as long as the class has tests, though it has none itself. */
    @Override
    public void prune() {
        if (!TestDescriptor.containsTests(type)) {
            removeFromHierarchy();
        }
    }
}
