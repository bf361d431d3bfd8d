/** How long programs take: how many runs make a sample, how many samples tell enough, and programs in turn. */
@NullMarked
package io.bpftest.engine.benchmark;

import org.jspecify.annotations.NullMarked;
