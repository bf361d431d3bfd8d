package io.bpftest.junit;

import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/** Keeps methods apart that share an object of lifecycle PER_CLASS. */
public final class PerClassLocks implements ResourceLocksProvider {}
