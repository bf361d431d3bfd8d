/** BPF maps as typed Java handles. */
@NullMarked
package io.bpftest.map;

import org.jspecify.annotations.NullMarked;
