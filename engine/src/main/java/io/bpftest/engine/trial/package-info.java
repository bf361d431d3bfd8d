/** Tries objects in a process that may die, because a damaged one can end or hang whoever opens it. */
@NullMarked
package io.bpftest.engine.trial;

import org.jspecify.annotations.NullMarked;
