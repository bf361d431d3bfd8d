/** The counters of programs that count what they reach of their sources. */
@NullMarked
package io.bpftest.engine.coverage;

import org.jspecify.annotations.NullMarked;
