/** Objects in libbpf's hands: opened, changed, loaded, closed. */
@NullMarked
package io.bpftest.engine.object;

import org.jspecify.annotations.NullMarked;
