/** Program handles that run through BPF_PROG_TEST_RUN, one file per program type. */
@NullMarked
package io.bpftest.engine.run;

import org.jspecify.annotations.NullMarked;
