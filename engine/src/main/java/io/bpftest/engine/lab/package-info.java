/** Throw-away networks: namespaces, what joins them, and what goes on in them. */
@NullMarked
package io.bpftest.engine.lab;

import org.jspecify.annotations.NullMarked;
