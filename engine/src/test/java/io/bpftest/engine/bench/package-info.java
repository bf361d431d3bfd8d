/** The Java side of {@code ci/bench}: what runs and loads cost beside the same calls from C. */
@NullMarked
package io.bpftest.engine.bench;

import org.jspecify.annotations.NullMarked;
