/**
 * Turns a C source into a BPF object with clang, and keeps what it made by content.
 *
 * <p>{@link io.bpftest.engine.compile.Compiler} is the way in. The package knows no other part of the engine; what it
 * needs of the running kernel comes through {@link io.bpftest.engine.compile.KernelHeader}.
 */
@NullMarked
package io.bpftest.engine.compile;

import org.jspecify.annotations.NullMarked;
