/** Captures of any size through a program: which thread runs which packet, and where what became of each is kept. */
@NullMarked
package io.bpftest.engine.replay;

import org.jspecify.annotations.NullMarked;
