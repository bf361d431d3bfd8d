/** Probes of what the running kernel has. */
@NullMarked
package io.bpftest.engine.feature;

import org.jspecify.annotations.NullMarked;
