package io.bpftest.engine.platform;

import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;

/** What tests on one kernel are shown under. */
final class KernelDescriptor extends AbstractTestDescriptor {

    KernelDescriptor(Branch branch) {
        super(branch.id(), branch.title());
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }
}
