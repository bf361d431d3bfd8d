/** Conversion between Java values and the bytes of C types. */
@NullMarked
package io.bpftest.engine.codec;

import org.jspecify.annotations.NullMarked;
