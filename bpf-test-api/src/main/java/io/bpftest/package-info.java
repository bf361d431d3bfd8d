/** Annotations and entry points of bpf-test. */
@NullMarked
package io.bpftest;

import org.jspecify.annotations.NullMarked;
