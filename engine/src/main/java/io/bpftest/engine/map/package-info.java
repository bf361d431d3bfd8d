/** Map handles, one file per kind. */
@NullMarked
package io.bpftest.engine.map;

import org.jspecify.annotations.NullMarked;
