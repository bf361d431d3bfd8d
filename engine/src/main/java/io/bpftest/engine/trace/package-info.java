/** Programs at events of the kernel and of processes, and what makes such events happen. */
@NullMarked
package io.bpftest.engine.trace;

import org.jspecify.annotations.NullMarked;
