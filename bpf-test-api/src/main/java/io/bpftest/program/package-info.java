/** BPF programs as typed Java handles, one per program type. */
@NullMarked
package io.bpftest.program;

import org.jspecify.annotations.NullMarked;
