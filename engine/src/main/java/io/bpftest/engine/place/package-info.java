/**
 * Places where a test's code runs and its system calls are made: what control groups and hosts have in common. Sockets whose
 * calls give the kernel's own results, and the programs that are attached to them.
 */
@NullMarked
package io.bpftest.engine.place;

import org.jspecify.annotations.NullMarked;
