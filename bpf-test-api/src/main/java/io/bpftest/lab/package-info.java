/** Throw-away networks in the running kernel, and what is attached to them. */
@NullMarked
package io.bpftest.lab;

import org.jspecify.annotations.NullMarked;
