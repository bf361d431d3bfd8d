package io.bpftest.junit;

import org.junit.jupiter.api.extension.Extension;

/** Injects programs and maps into tests. */
public final class BpfTestExtension implements Extension {}
