/** Typed errors: each says its subject, what was found, what is required and what to do. */
@NullMarked
package io.bpftest.error;

import org.jspecify.annotations.NullMarked;
