/** Native calls: the only package that names jnr-ffi; errno stays here. */
@NullMarked
package io.bpftest.engine.ffi;

import org.jspecify.annotations.NullMarked;
